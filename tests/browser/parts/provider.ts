import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import Provider from "oidc-provider";

/** What is wrong with the next sign-in. */
export type Lie = (claims: JWTPayload, sign: (claims: JWTPayload) => Promise<string>) => Promise<string> | string;

/** Changes of what a token says, each of which must end in a refusal. */
export const LIES: Record<string, Lie> = {
  "another nonce": (claims, sign) => sign({ ...claims, nonce: "another" }),
  "another issuer": (claims, sign) => sign({ ...claims, iss: "https://another.example" }),
  "an expired token": (claims, sign) => sign({ ...claims, iat: (claims.iat ?? 0) - 7200, exp: (claims.exp ?? 0) - 7200 }),
  "no signature": (claims) => new UnsecuredJWT(claims).encode(),
  "a clock ten minutes fast": (claims, sign) => sign({ ...claims, iat: (claims.iat ?? 0) + 600, exp: (claims.exp ?? 0) + 600 }),
  "a clock ten minutes slow, and a token of five": (claims, sign) =>
    sign({ ...claims, iat: (claims.iat ?? 0) - 600, exp: (claims.iat ?? 0) - 300 }),
};

const CLIENT = { id: "pillars", secret: "known-to-the-two-of-us" };

/** A university's identity provider that nobody here wrote (`oidc-provider`), and what a proxy in front of it would spoil. */
export class University {
  readonly client = CLIENT;
  lie: Lie | undefined;
  down = false;
  #server: Server | undefined;
  #port = 0;
  readonly #back: string;
  readonly #out: string;

  /** `slug` is what the provider is called in addresses of the site. */
  constructor(site: string, slug: string) {
    this.#back = `${site}/auth/callback`;
    this.#out = `${site}/auth/sign-out/${slug}`;
  }

  get issuer() {
    return `http://localhost:${this.#port}`;
  }

  /** At a port of its own, which it keeps when it starts again: with other keys, and nobody signed in. */
  async start() {
    await this.stop();
    this.#server = createServer((request, answer) => this.#handle(request, answer));
    await new Promise<void>((done) => this.#server?.listen(this.#port, "localhost", done));
    this.#port = (this.#server.address() as AddressInfo).port;
    const { privateKey } = await generateKeyPair("RS256", { extractable: true });
    const kid = `k-${Date.now()}`;
    this.#handle = this.#provider(privateKey, kid, await exportJWK(privateKey)).callback();
  }

  async stop() {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
  }

  #handle: ReturnType<Provider["callback"]> = async () => undefined;

  #provider(key: CryptoKey, kid: string, jwk: object) {
    const provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [this.#back],
          response_types: ["code"],
          backchannel_logout_uri: this.#out,
          backchannel_logout_session_required: true,
        },
      ],
      features: { backchannelLogout: { enabled: true } },
      // It would not talk to this machine, where the site is here.
      fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
      pkce: { required: () => true },
      jwks: { keys: [{ ...jwk, kid, alg: "RS256", use: "sig" }] },
      cookies: { keys: ["of-this-test"] },
      ttl: { IdToken: 300, AccessToken: 300, AuthorizationCode: 60, Interaction: 600, Session: 600, Grant: 600 },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: () => ({ sub, name: sub, email: sub, email_verified: true, groups: ["staff", ...(sub.startsWith("mentor.") ? ["mentoring"] : [])] }),
      }),
      // Nobody is asked what their own university may tell.
      loadExistingGrant: async (ctx) => {
        const grant = new ctx.oidc.provider.Grant({ clientId: CLIENT.id, accountId: ctx.oidc.session?.accountId ?? "" });
        grant.addOIDCScope("openid profile email");
        await grant.save();
        return grant;
      },
    });
    const sign = (claims: JWTPayload) => new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(key);
    provider.use(async (ctx, next) => {
      if (this.down) {
        ctx.status = 503;
        return;
      }
      await next();
      const body = ctx.body as { id_token?: string } | undefined;
      if (this.lie && ctx.path === "/token" && body?.id_token) ctx.body = { ...body, id_token: await this.lie(decodeJwt(body.id_token), sign) };
    });
    return provider;
  }
}
