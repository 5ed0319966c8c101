use super::*;
use crate::config::{Config, Mode};
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use std::collections::HashMap;

struct Fixture {
    _folder: tempfile::TempDir,
    sign_in: SignIn,
    browser: reqwest::Client,
}

async fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let demo = Config::from_parts(Mode::Demo, [] as [(&str, &str); 0], "")
        .unwrap()
        .demo()
        .unwrap();
    let person = |subject: &str, name: &str, group: &str| DemoPerson {
        subject: subject.to_owned(),
        name: name.to_owned(),
        email: format!("{subject}@example.org"),
        group: group.to_owned(),
        note: "Mentoring manager".to_owned(),
    };
    let people = vec![
        person("maya", "Maya <Okafor>", "University of Alderbrook"),
        person("rhys", "Rhys", "Scheme"),
    ];
    #[expect(
        clippy::disallowed_methods,
        reason = "tokens are checked against the real clock"
    )]
    let now: Now = Arc::new(Utc::now);
    let sign_in = SignIn::new(demo, folder.path(), &base, people, now).unwrap();
    let app = sign_in.router();
    tokio::spawn(async move { axum::serve(listener, app).await });
    let browser = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    Fixture {
        _folder: folder,
        sign_in,
        browser,
    }
}

type Answer = HashMap<String, String>;

impl Fixture {
    fn redirect_uri(&self) -> String {
        self.sign_in.0.redirect_uri.clone()
    }

    fn ask(&self) -> Vec<(&'static str, String)> {
        let (challenge, _) = PkceCodeChallenge::new_random_sha256();
        vec![
            ("client_id", CLIENT_ID.to_owned()),
            ("redirect_uri", self.redirect_uri()),
            ("response_type", "code".to_owned()),
            ("scope", "openid".to_owned()),
            ("state", "s".to_owned()),
            ("code_challenge", challenge.as_str().to_owned()),
            ("code_challenge_method", "S256".to_owned()),
        ]
    }

    /// Chooses a person and reads what the browser carries back.
    async fn choose(&self, person: &str, ask: &[(&str, String)]) -> Answer {
        let mut form = ask.to_vec();
        form.push(("person", person.to_owned()));
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&form)
            .finish();
        let answer = self
            .browser
            .post(format!("{}/authorize", self.sign_in.issuer()))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 303);
        let location = Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
        assert!(location.as_str().starts_with(&self.redirect_uri()));
        location.query_pairs().into_owned().collect()
    }
}

#[tokio::test]
async fn somebody_signs_in_by_the_way_every_university_takes() {
    let at = fixture().await;
    let http = openidconnect::reqwest::Client::new();
    let issuer = IssuerUrl::new(at.sign_in.issuer().to_owned()).unwrap();
    let metadata = CoreProviderMetadata::discover_async(issuer, &http)
        .await
        .unwrap();
    let secret = ClientSecret::new(at.sign_in.client_secret().to_owned());
    let client = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(CLIENT_ID.to_owned()),
        Some(secret),
    )
    .set_redirect_uri(RedirectUrl::new(at.redirect_uri()).unwrap());
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (url, state, nonce) = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            CsrfToken::new_random,
            Nonce::new_random,
        )
        .set_pkce_challenge(challenge)
        .add_scope(Scope::new("email".to_owned()))
        .url();
    let page = at
        .browser
        .get(url.clone())
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(
        page.contains("Maya &lt;Okafor&gt;") && page.contains("University of Alderbrook"),
        "{page}"
    );
    assert!(
        !page.contains("<script>"),
        "no inline script under a strict policy"
    );

    let ask: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let ask: Vec<(&str, String)> = ask
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let answer = at.choose("maya", &ask).await;
    assert_eq!(
        (&answer["state"], &answer["iss"]),
        (state.secret(), &at.sign_in.issuer().to_owned())
    );

    let verifier_text = verifier.secret().clone();
    let redeem = |verifier: PkceCodeVerifier| {
        client
            .exchange_code(AuthorizationCode::new(answer["code"].clone()))
            .unwrap()
            .set_pkce_verifier(verifier)
    };
    let tokens = redeem(verifier).request_async(&http).await.unwrap();
    let id_token = tokens.id_token().unwrap();
    let claims = id_token
        .claims(&client.id_token_verifier(), &nonce)
        .unwrap();
    assert_eq!(claims.subject().as_str(), "maya");
    assert_eq!(claims.email().unwrap().as_str(), "maya@example.org");
    let chosen = claims.auth_time().expect("it says when");
    assert!((claims.issue_time() - chosen).num_seconds().abs() < 60);
    assert!(
        id_token
            .claims(&client.id_token_verifier(), &Nonce::new_random())
            .is_err()
    );

    let again = redeem(PkceCodeVerifier::new(verifier_text))
        .request_async(&http)
        .await;
    assert!(again.is_err(), "a code is good once");
}

#[tokio::test]
async fn a_code_needs_its_verifier_and_the_client_its_secret() {
    let at = fixture().await;
    let redeem = |code: String, secret: String, verifier: &'static str| {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", &at.redirect_uri()),
            ("client_id", CLIENT_ID),
            ("client_secret", &secret),
            ("code_verifier", verifier),
        ];
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        at.browser
            .post(format!("{}/token", at.sign_in.issuer()))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
    };
    let code = at.choose("maya", &at.ask()).await["code"].clone();
    let secret = at.sign_in.client_secret().to_owned();
    assert_eq!(
        redeem(code.clone(), "guessed".to_owned(), "v")
            .await
            .unwrap()
            .status(),
        401
    );
    let answer = redeem(code, secret, "not-the-verifier").await.unwrap();
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.text().await.unwrap(), r#"{"error":"invalid_grant"}"#);
}

#[tokio::test]
async fn what_is_not_asked_for_properly_is_refused() {
    let at = fixture().await;
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("scope", "email", "invalid_scope"),
        ("prompt", "none", "login_required"),
        ("max_age", "soon", "invalid_request"),
    ] {
        let mut ask = at.ask();
        ask.retain(|(known, _)| *known != name);
        ask.push((name, value.to_owned()));
        assert_eq!(at.choose("maya", &ask).await["error"], error, "{name}");
    }
    assert_eq!(
        at.choose("nobody", &at.ask()).await["error"],
        "access_denied"
    );
    let elsewhere = format!(
        "{}/authorize?client_id={CLIENT_ID}&redirect_uri=https://elsewhere.example/",
        at.sign_in.issuer()
    );
    assert_eq!(
        at.browser.get(elsewhere).send().await.unwrap().status(),
        400,
        "nobody is sent elsewhere"
    );
}
