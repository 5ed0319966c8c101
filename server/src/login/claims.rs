//! The tokens and answers of a provider as they are read: with everything that they say of a person.

use std::collections::BTreeMap;

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
    CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, Client as AnyClient, EmptyExtraTokenFields, EndpointNotSet, EndpointSet,
    IdTokenFields, IdTokenVerifier, StandardErrorResponse, StandardTokenResponse, UserInfoClaims,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is said of a person beyond the claims that the standard names, by name.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub(super) struct More(pub BTreeMap<String, Value>);

impl AdditionalClaims for More {}

pub(super) type Claims = openidconnect::IdTokenClaims<More, CoreGenderClaim>;
pub(super) type Told = UserInfoClaims<More, CoreGenderClaim>;
pub(super) type IdToken = openidconnect::IdToken<
    More,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
pub(super) type Verifier = IdTokenVerifier<'static, CoreJsonWebKey>;

type Tokens = StandardTokenResponse<
    IdTokenFields<
        More,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

/// A client with an address to sign in at and one of tokens, or without any.
pub(super) type Client<Known = EndpointSet> = AnyClient<
    More,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    Known,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    Known,
    EndpointNotSet,
>;
