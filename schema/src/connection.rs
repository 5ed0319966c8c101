//! Relay connections: pages asked for by the last row seen, with a limit on how many rows one page has.

use async_graphql::{OutputType, SimpleObject};
use store::page::{Cursor, Page, Paging};

use crate::error::{Error, Result};

/// Rows on a page when the asker does not say.
pub(crate) const DEFAULT_PAGE: i32 = 25;
/// Rows on a page at most.
pub(crate) const MAX_PAGE: i32 = 100;

/// Where a page stands among all pages.
#[derive(Debug, Clone, SimpleObject)]
pub struct PageInfo {
    /// There are rows after this page.
    has_next_page: bool,
    /// There are rows before this page: it was asked for with `after`.
    has_previous_page: bool,
    /// The cursor of the first row.
    start_cursor: Option<String>,
    /// The cursor of the last row: ask for `after` it to get the next page.
    end_cursor: Option<String>,
}

impl PageInfo {
    /// Whether there is no other page: its rows are all there are, and are not counted once more.
    pub(crate) const fn is_only(&self) -> bool {
        !self.has_next_page && !self.has_previous_page
    }
}

/// Reads `first` and `after` as clients give them.
pub(crate) fn paging(first: Option<i32>, after: Option<String>) -> Result<Paging> {
    let first = first.unwrap_or(DEFAULT_PAGE);
    if !(1..=MAX_PAGE).contains(&first) {
        return Err(Error::input(
            "first",
            format!("Ask for 1 to {MAX_PAGE} rows at a time."),
        ));
    }
    let after = after
        .map(|text| Cursor::decode(&text))
        .transpose()
        .map_err(|_| {
            Error::input(
                "after",
                "Use a cursor that this list gave you, or leave it out to start from the top.",
            )
        })?;
    Ok(Paging {
        first: first.into(),
        after,
    })
}

/// A page's edges and its place.
pub(crate) fn edges<R, N: OutputType>(
    page: Page<R>,
    paging: &Paging,
    node: impl Fn(R) -> N,
) -> (Vec<(String, N)>, PageInfo) {
    let more = page.more;
    let edges: Vec<(String, N)> = page
        .rows
        .into_iter()
        .map(|(cursor, row)| (cursor.encode(), node(row)))
        .collect();
    let info = PageInfo {
        has_next_page: more,
        has_previous_page: paging.after.is_some(),
        start_cursor: edges.first().map(|(cursor, _)| cursor.clone()),
        end_cursor: edges.last().map(|(cursor, _)| cursor.clone()),
    };
    (edges, info)
}

/// Defines a connection type, its edge, and how it counts what it pages over.
macro_rules! connection {
    ($(#[$meta:meta])* $connection:ident, $edge:ident, $node:ty, $total:ty) => {
        /// A row and its place in the list.
        #[derive(async_graphql::SimpleObject)]
        pub struct $edge {
            /// The place: give it as `after` to go on from here.
            cursor: String,
            /// The row.
            node: $node,
        }

        $(#[$meta])*
        pub struct $connection {
            edges: Vec<(String, $node)>,
            page_info: $crate::connection::PageInfo,
            counted: Option<i64>,
            total: $total,
        }

        impl $connection {
            /// A page of rows as read, and what counts the whole list if asked.
            pub(crate) fn new<R>(
                page: store::Page<R>,
                paging: &store::Paging,
                total: $total,
                node: impl Fn(R) -> $node,
            ) -> Self {
                let counted = page.total;
                let (edges, page_info) = $crate::connection::edges(page, paging, node);
                Self { edges, page_info, counted, total }
            }
        }

        $(#[$meta])*
        #[async_graphql::Object]
        impl $connection {
            /// The rows of this page with their places.
            async fn edges(&self) -> Vec<$edge> {
                self.edges.iter().map(|(cursor, node)| $edge { cursor: cursor.clone(), node: node.clone() }).collect()
            }
            /// The rows of this page.
            async fn nodes(&self) -> Vec<$node> {
                self.edges.iter().map(|(_, node)| node.clone()).collect()
            }
            /// Where this page stands.
            async fn page_info(&self) -> $crate::connection::PageInfo {
                self.page_info.clone()
            }
            /// Rows on all pages together.
            async fn total_count(&self, ctx: &async_graphql::Context<'_>) -> $crate::error::Result<i32> {
                if self.page_info.is_only() {
                    return Ok(i32::try_from(self.edges.len()).unwrap_or(i32::MAX));
                }
                let total = match self.counted {
                    Some(counted) => counted,
                    None => self.total.count($crate::context::Ask::scope(ctx)).await?,
                };
                Ok(i32::try_from(total).unwrap_or(i32::MAX))
            }
        }
    };
}

pub(crate) use connection;
