import { App } from "aws-cdk-lib";
import { STACKS } from "./lib/stacks.ts";

const app = new App();
for (const [name, make] of Object.entries(STACKS)) make(app, name);
