import { AwsError } from "../errors.js";

/** The code and the message of the AWS error that `action` throws; fails when it throws nothing. */
export function thrownBy(action: () => unknown): { code: string; message: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof AwsError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("nothing was thrown");
}
