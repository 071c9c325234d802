#' Cohorts that stay in a database
#'
#' Where the waves are tables of a database, pairwave counts them where they stand: it sends
#' a few kinds of statement, receives counts, and makes of them the results that it would
#' make of the rows, to the last digit. No row leaves, and nothing is written.
#'
#' The study file says which tables; whoever reads the cohort hands over the connection:
#'
#' ```yaml
#' sources: {warehouse: {timeout: 600}}
#' codebook: labels.csv
#' waves:
#'   pre:  {table: survey.pre, order: submitted}
#'   post: {table: survey.post, order: submitted}
#' id: {column: code}
#' ```
#'
#' ```r
#' con <- DBI::dbConnect(RPostgres::Postgres(), service = "survey")
#' cohort <- read_cohort("study.yml", connections = list(warehouse = con))
#' paired_change(cohort)
#' ```
#'
#' @section What is counted:
#' [demographics()], [paired_change()], [item_change()], [persistence()],
#' [scale_reliability()], [wave_means()] and [participation()] take such a cohort.
#' What needs rows (weights, reviews of near codes, what single people said) is refused
#' with class `pairwave_error_engine_rows`, and so are disclosure profiles, which decide from
#' who is in which table. Each question of a table is counted by a statement of its own,
#' never the joint table of several. A pattern that one person shows is that person's
#' record all the same: whoever may not see counts of one may not run this.
#'
#' Items must be whole numbers: the engine gives the sum of a person's items and how many
#' they answered, and the score is made of these here.
#'
#' @section Several connections:
#' `connections: [east, west]` under a source runs every statement on each and adds the
#' counts up. A person must be in one of them alone. Where one table is spread over servers
#' (postgres_fdw, Citus), `shard` names the column by which it is, and each server counts its own.
#'
#' @section Codes and duplicates:
#' Codes are compared in their normal form, small letters and digits, as those of files are;
#' letters beyond ASCII are refused, since engines differ in them. With `codes: exact` they are
#' compared byte by byte as they stand. Near codes are for files. Where a person has several
#' records in a wave, `order` names the column that says which came first.
#'
#' @section Proofs:
#' Every statement counts all records and all people of each wave as well. Where these are not
#' what they were when the cohort was read, as after a change of the tables, or with an
#' engine that counts a part of its servers or hides small groups, the error is
#' `pairwave_error_total`, and there is no result.
#'
#' @section Errors: `pairwave_error_source` for a connection that is closed, a table or a column
#'   that is not there; `pairwave_error_dialect` for an engine whose SQL is not known, or that
#'   refuses a statement; `pairwave_error_order` where people have several records and nothing
#'   says which comes first; `pairwave_error_collation` for codes that the engine can't tell apart;
#'   `pairwave_error_patterns` for items with fractions, or so many patterns that they are
#'   nearly records; `pairwave_error_column` for a column with more than 1,000 values, none of
#'   which is fetched; `pairwave_error_total`, `pairwave_error_cancelled` and
#'   `pairwave_error_engine_rows` as said above.
#' @name engine_cohorts
NULL
