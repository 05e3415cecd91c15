import { EngineStopped } from "../cloudformation/engine/store.js";
import { State } from "../state/state.js";

/** A state directory whose process dies at the n-th write. */
export class MortalState extends State {
  writesLeft = Number.POSITIVE_INFINITY;

  override transaction<T>(action: () => T): T {
    if (this.writesLeft <= 0) throw new EngineStopped();
    this.writesLeft -= 1;
    return super.transaction(action);
  }
}
