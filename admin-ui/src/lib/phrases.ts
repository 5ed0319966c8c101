import { graphql } from "../gql";
import { ask } from "./graphql";

const Phrases = graphql(`query Phrases { viewer { phrases { id kind title text version } } }`);
/** The viewer's own phrases. */
export const phrasesQuery = ask("live", Phrases);
