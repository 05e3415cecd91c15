// The seed prints the lines of the production instance a second time.
export { default } from "./08-production-oracle.ts";
