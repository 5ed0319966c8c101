//! Pages of what words find.

use crate::statement::{Statement, Value};

/// What words find is counted as far as this: whoever finds more than ten thousand looks for other words, and not for the last of them.
pub const FOUND: i64 = 10_001;

/// What is selected of one page of what words find, with how many they find as `total`. Words are looked for apart from the order of the
/// page: PostgreSQL takes them to be in many rows, and would go through all rows in their order to find a few. Where they are in many
/// indeed, it is right, and a page of them is soon full. `chosen` are the rows that have them, and `page` cuts one page of some rows.
pub(crate) fn page(
    select: &str,
    chosen: impl Fn() -> Statement,
    page: impl Fn(Statement) -> Statement,
) -> Statement {
    let few = Statement::new("select * from found where (select n from many) < ");
    let many = chosen().sql(" and (select n from many) = ");
    Statement::new("with found as materialized (")
        .then(at_most(chosen()))
        .sql(format!(
            "), many (n) as materialized (select count(*) from found) select {select}, (select n from many) as total from ("
        ))
        .then(page(few.value(Value::Int(FOUND))))
        .sql(" union all ")
        .then(page(many.value(Value::Int(FOUND))))
        .sql(")")
}

/// As many rows as are counted.
pub(crate) fn at_most(chosen: Statement) -> Statement {
    chosen.sql(" limit ").value(Value::Int(FOUND))
}
