import { RockpoolError } from "../errors.js";
import type { State } from "../state/state.js";

/** What a pool stands for and where it answers: part of every ARN and URL in its state. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
  readonly port: number;
}

/**
 * The place of a pool: what its caller asks for, else what the state directory remembers, else the defaults.
 *
 * @throws RockpoolError `PlaceChanged` when the state belongs to another region or account.
 */
export function choosePlace(
  state: State,
  { asked, defaults }: { readonly asked: Partial<Place>; readonly defaults: Place },
): Place {
  const remembered = remember(state).get("place");
  for (const name of ["region", "accountId"] as const) {
    if (remembered === undefined || asked[name] === undefined || asked[name] === remembered[name]) continue;
    throw new RockpoolError(
      "PlaceChanged",
      `the state in ${state.directory} belongs to ${remembered[name]}, not to ${asked[name]}: its ARNs say so`,
      { hint: "Start it without the option, or choose another directory with --state." },
    );
  }
  return {
    region: asked.region ?? remembered?.region ?? defaults.region,
    accountId: asked.accountId ?? remembered?.accountId ?? defaults.accountId,
    port: asked.port ?? remembered?.port ?? defaults.port,
  };
}

/** Keeps the place for the next start. Answers the port of the last one, if it was another. */
export function keepPlace(state: State, place: Place): number | undefined {
  const before = remember(state).get("place")?.port;
  remember(state).put("place", place);
  return before === place.port ? undefined : before;
}

function remember(state: State) {
  return state.collection<Place>("pool");
}
