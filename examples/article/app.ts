import { App } from "aws-cdk-lib";
import { ArticleStack } from "./lib/article-stack.ts";

new ArticleStack(new App(), "ArticleStack");
