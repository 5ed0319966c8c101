import { createFileRoute, Link } from "@tanstack/react-router";
import { useLoad } from "../../lib/queries";
import { universityQuery } from "../../lib/universities";
import * as paths from "../../paths";
import { Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Providers } from "../sign-in-settings/-Providers";

export const Route = createFileRoute("/universities/$id/sign-in")({ component: SignInOf });

/** How a university signs in, as whoever runs the scheme connects it. */
function SignInOf() {
  const { id } = Route.useParams();
  const name = useLoad(universityQuery(id))?.universityRecord.university.name;
  if (!name)
    return (
      <div className="max-w-260 p-8">
        <Skeleton lines={8} />
      </div>
    );
  return (
    <Page
      width="read"
      title={`Sign-in of ${name}`}
      above={<Link {...paths.university(id)}>{name}</Link>}
      lead="Its people sign in at its own identity provider. Pillars keeps no password of theirs."
    >
      <Providers university={id} name={name} />
    </Page>
  );
}
