import type { Clock } from "../environment.js";
import type { AwsError } from "../errors.js";
import type { EventBus, NoticeEvent } from "../events.js";
import { LINES_A_SECOND, LinesASecond } from "../lines-a-second.js";

/** Says of requests that come to no operation what to do instead, which AWS's answers do not. */
export class RefusalLog {
  readonly #lines: LinesASecond;

  constructor(options: { readonly events: EventBus; readonly clock: Clock }) {
    this.#lines = new LinesASecond(options, (count) =>
      refused(`${count} more requests were refused; the log shows ${LINES_A_SECOND} a second.`),
    );
  }

  /** Writes a line for a refusal that has a hint. `what`: the operation, as far as it is known. */
  write(what: string, { code, hint }: AwsError, requestId: string): void {
    if (hint !== undefined) this.#lines.emit(refused(`${what} refused with ${code}. ${hint} (request ${requestId})`));
  }

  close(): void {
    this.#lines.close();
  }
}

function refused(message: string): NoticeEvent {
  return { kind: "notice", level: "warning", code: "gateway.refused", message };
}
