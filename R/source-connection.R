# A connection of DBI as a source: statements go out, counts come back.

# A source of the waves' tables behind a connection. `plan` is that of source-sql.R;
# `seconds` the most that a statement may take (NULL: as the engine has it). `log` collects
# what was sent: statements have no answers in them, and what came back is not kept.
new_connection_source <- function(con, name, plan, seconds = NULL) {
  structure(list(con = con, name = name, plan = plan, seconds = seconds,
                 log = new.env(parent = emptyenv())),
            class = "pairwave_connection_source")
}

source_name.pairwave_connection_source <- function(source) source$name

# At most so many patterns are taken: more are nearly records.
most_patterns <- 200000L

count_patterns.pairwave_connection_source <- function(source, measures,
                                                      call = rlang::caller_env()) {
  plan <- source$plan
  refuse_scores(source, measures, call)
  refuse_free_text(source, measures, call)
  found <- ask_source(source, patterns_statement(plan, measures), "patterns",
                      most_patterns + length(plan$waves), call)
  columns <- measure_columns(measures)
  part <- as_count(found[[1]], call, signed = TRUE)
  n <- as_count(found[[ncol(found)]], call)
  check_all_records(source, part, n, call)
  types <- vapply(unlist(lapply(measures, function(measure) {
    sql_measure(plan, measure, sql_branch(plan, names(plan$waves)[1]))
  }), recursive = FALSE, use.names = FALSE), `[[`, "", "type")
  values <- Map(function(column, type) value_from_engine(column, type, plan),
                unclass(found)[1 + seq_along(columns)], types)
  out <- new_frame(c(stats::setNames(values, columns), list(n = n)))
  frame_rows(out, which(part > 0 & n > 0))
}

# The rows that count records alone prove that the statement saw all of them.
check_all_records <- function(source, part, n, call) {
  known <- source$plan$records
  for (i in seq_along(known)) {
    check_total(known[[i]], sum(n[part == -i]),
                paste0("the records of wave {.field ", names(source$plan$waves)[i], "}"), call)
  }
}

count_products.pairwave_connection_source <- function(source, wave, items, turned,
                                                      call = rlang::caller_env()) {
  if (gives_moments(source)) abort_moments(source, call)
  found <- ask_source(source, products_statement(source$plan, wave, items, turned), "products",
                      2L, call)
  found <- lapply(unclass(found), as_count, call = call, signed = TRUE)
  part <- found[[1]]
  check_total(source$plan$people$people[match(wave, source$plan$people$wave)],
              sum(found[[2]][part == 0]), "the people of wave {.field {wave}}", call)
  sums <- vapply(found[-1], function(column) sum(column[part == 1], na.rm = TRUE), 0)
  k <- length(items)
  products <- matrix(0, k, k, dimnames = list(items, items))
  products[upper.tri(products, diag = TRUE)] <- sums[-seq_len(k + 1)]
  products[lower.tri(products)] <- t(products)[lower.tri(products)]
  list(n = sums[[1]], sums = stats::setNames(sums[1 + seq_len(k)], items), products = products)
}

count_records.pairwave_connection_source <- function(source, columns,
                                                     call = rlang::caller_env()) {
  waves <- names(source$plan$waves)
  filled <- lapply(stats::setNames(nm = waves), function(wave) {
    has <- intersect(columns, names(source$plan$waves[[wave]]$columns))
    if (!length(has)) return(numeric())
    sums_of(source, filled_statement(source$plan, wave, has), has, "entries", call)
  })
  list(records = source$plan$people, filled = filled)
}

count_values.pairwave_connection_source <- function(source, wave, column, people,
                                                    call = rlang::caller_env()) {
  plan <- source$plan
  refuse_scores(source, list(value_of(wave, column)), call)
  refuse_free_text(source, list(value_of(wave, column)), call)
  found <- ask_source(source, values_statement(plan, wave, column, people), "values",
                      most_levels + 1L, call)
  n <- as_count(found[[2]], call)
  of <- match(wave, plan$people$wave)
  if (people) {
    check_total(plan$people$people[of], sum(n), "the people of wave {.field {wave}}", call)
  } else {
    check_total(plan$records[of], sum(n), "the records of wave {.field {wave}}", call)
  }
  new_frame(list(value = value_from_engine(found[[1]], plan$waves[[wave]]$types[[column]], plan),
                 n = n))
}

count_code_words.pairwave_connection_source <- function(source, wave, words,
                                                        call = rlang::caller_env()) {
  plan <- source$plan
  if (plan$waves[[wave]]$types[[plan$key]] != "text") return(0)
  found <- ask_source(source, words_statement(plan, wave, unique(normal_codes(words, "words"))),
                      "words for codes", most_levels, call)
  codes <- value_from_engine(found[[1]], "text", plan)
  sum(as_count(found[[2]], call)[is_code_word(codes, words)])
}

wave_columns.pairwave_connection_source <- function(source) {
  lapply(source$plan$waves, `[[`, "survey")
}

check_source.pairwave_connection_source <- function(source, study, call = rlang::caller_env()) {
  for (scale in study$scales) for (wave in names(source$plan$waves)) {
    types <- unlist(source$plan$waves[[wave]]$types[scale$items])
    refuse_items(scale$items[!types %in% c("whole", "number")], scale, wave, call)
    range <- scale$range %||% c(-2^53, 2^53)
    k <- length(scale$items)
    found <- sums_of(
      source, outside_statement(source$plan, wave, scale$items, rep(range[1], k), rep(range[2], k)),
      rep(scale$items, 3), "answers outside the range", call
    )
    refuse_items(unique(scale$items[found[2 * k + seq_len(k)] > 0]), scale, wave, call)
    refuse_outside(found[seq_len(k)], range, scale, wave, call)
    refuse_fractions(found[k + seq_len(k)], scale, wave, call)
  }
}

refuse_items <- function(items, scale, wave, call) {
  if (!length(items)) return(invisible())
  abort_pairwave(
    c("Every item must be numeric.",
      x = "Wave {.field {wave}}: {.field {items}} of {.field {scale$name}} {?has/have} answers \\
           that are not numbers.",
      i = "Let a view give the answers' codes."),
    "score", call = call
  )
}

refuse_outside <- function(found, range, scale, wave, call) {
  found <- found[found > 0]
  if (!length(found)) return(invisible())
  where <- paste0(escape_braces(names(found)), ": ", format_count(found),
                  ifelse(found == 1, " answer", " answers"))
  abort_pairwave(
    c("Answers must lie from {range[1]} to {range[2]}.",
      stats::setNames(paste0("Wave {.field {wave}}, ", where), rep("x", length(where))),
      i = "Declare codes that mean no answer as missing, or correct the range."),
    "score", call = call
  )
}

refuse_fractions <- function(found, scale, wave, call) {
  found <- found[found > 0]
  if (!length(found)) return(invisible())
  abort_pairwave(
    c("An engine can only sum answers that are whole numbers, exactly and in any order.",
      x = "Wave {.field {wave}}: {.field {names(found)}} of {.field {scale$name}} {?has/have} \\
           fractions.",
      i = "Let a view multiply them up, or read the cohort from files."),
    "patterns", call = call
  )
}

# Where a source gives sums of scores alone, neither these nor the answers that they are made of
# are counted one by one.
refuse_scores <- function(source, measures, call) {
  if (!gives_moments(source)) return(invisible())
  tells <- vapply(measures, function(measure) {
    measure$kind %in% c("sum", "alike") || any(measure$column %in% source$plan$scored)
  }, NA)
  if (any(tells)) abort_moments(source, call)
}

abort_moments <- function(source, call) {
  abort_pairwave(
    c("This needs how many people have each score or answer to an item.",
      x = "{.field {source$name}} gives sums over at least {source$plan$moments} people alone
           ({.field moments} under {.field sources}).",
      i = "{.fn paired_change}, {.fn wave_means} and {.fn participation} need sums and counts
           alone. Whoever may see the scores leaves {.field moments} out."),
    "engine_rows", call = call
  )
}

# Texts that nobody else wrote are refused before one leaves; so is any column of very many
# values.
refuse_free_text <- function(source, measures, call) {
  for (measure in measures) {
    if (!measure$kind %in% c("value", "first")) next
    for (wave in measure$waves %||% measure$wave) {
      refuse_odd_type(source, wave, measure$column, call)
      if (count_levels(source, wave, measure$column, call) <= most_levels) next
      abort_pairwave(
        c("A column must have at most {most_levels} different answers to be counted.",
          x = "Column {.val {measure$column}} has more in wave {.field {wave}}; none was fetched.",
          i = "Numbers can be cut into classes by a view; texts must be coded first."),
        "column", call = call
      )
    }
  }
}

# Times and what else engines have are no answers to count.
refuse_odd_type <- function(source, wave, column, call) {
  if (source$plan$waves[[wave]]$types[[column]] != "other") return(invisible())
  abort_pairwave(
    c("A column to count must be of numbers, texts, or yes and no.",
      x = "Column {.val {column}} of wave {.field {wave}} is of another type.",
      i = "Let a view give a year, a class or a text."),
    "column", call = call
  )
}

# How many values a column has, asked once.
count_levels <- function(source, wave, column, call) {
  key <- paste(wave, column, sep = "\r")
  if (is.null(source$log$levels[[key]])) {
    found <- ask_source(source, distinct_statement(source$plan, wave, column),
                        "different values", 1L, call)
    found <- vapply(found, as_count, 0, call = call)
    if (any(found != found[1])) refuse_merged(source, wave, column, found, call)
    source$log$levels[[key]] <- found[[1]]
  }
  source$log$levels[[key]]
}

# A collation that takes two texts for one would count them as one answer.
refuse_merged <- function(source, wave, column, found, call) {
  abort_pairwave(
    c("Texts must be told apart by the engine as they are written.",
      x = "Column {.val {column}} of wave {.field {wave}} has {format_count(found[[2]])} texts,
           which its collation takes for {format_count(found[[1]])}.",
      i = "Let a view give the column a binary collation."),
    "collation", call = call
  )
}

# The types of a table's columns, by a statement that gives no row.
column_types <- function(con, table, name, called, wave, call) {
  found <- tryCatch({
    result <- DBI::dbSendQuery(con, paste("SELECT * FROM", table, "WHERE 1 = 0"))
    tryCatch(list(info = DBI::dbColumnInfo(result), rows = DBI::dbFetch(result, n = 1)),
             finally = DBI::dbClearResult(result))
  }, error = function(e) NULL, warning = function(e) NULL,
  interrupt = function(e) abort_cancelled(list(name = name), "the columns of a table", call))
  if (is.null(found)) {
    abort_pairwave(
      c("Every wave must be a table that the connection can read.",
        x = "{.field {name}} has no table {.val {called}} for wave {.field {wave}}, or the role
             may not select from it.",
        i = "A schema stands before the name: {.val survey.pre}."),
      "source", call = call
    )
  }
  classes <- vapply(found$rows, function(column) class(column)[1], "")
  said <- as.character(found$info$Sclass %||% classes)
  names(said) <- as.character(found$info$name)
  said <- said[names(said) %in% c(names(classes), if (!length(classes)) names(said))]
  classes[names(said)] <- said
  kinds <- c(integer = "whole", integer64 = "number", numeric = "number", double = "number",
             character = "text", factor = "text", logical = "flag")
  types <- unname(kinds[classes])
  types[is.na(types)] <- "other"
  stats::setNames(as.list(types), names(classes))
}

# SQLite has no type of yes and no, and of a column that declares none, such as a view's, it
# says nothing: what is in it decides. `from` is what stands behind FROM.
types_of_contents <- function(types, source, plan, from, call) {
  open <- names(types)[types == "flag"]
  if (plan$dialect$name != "sqlite" || !length(open)) return(types)
  found <- vapply(ask_source(source, contents_statement(plan, open, from), "types of columns", 1L,
                             call), as_count, 0, call = call)
  texts <- found[seq_along(open)]
  all <- found[length(open) + seq_along(open)]
  types[open] <- ifelse(texts %in% c(0, NA), "number", ifelse(texts == all, "text", "other"))
  types
}

# ---- asking ------------------------------------------------------------------

# One row of sums, none of which is NULL, by the names given.
sums_of <- function(source, statement, names, what, call) {
  found <- vapply(ask_source(source, statement, what, 1L, call), as_count, 0, call = call)
  found[is.na(found)] <- 0
  stats::setNames(found, names)
}

# The rows of a statement, at most so many; `what` says what it counts.
ask_source <- function(source, statement, what, most, call) {
  con <- source$con
  check_connection(source, call)
  started <- proc.time()[["elapsed"]]
  rows <- tryCatch({
    result <- DBI::dbSendQuery(con, statement)
    tryCatch(fetch_rows(result, most + 1L), finally = DBI::dbClearResult(result))
  }, error = function(e) abort_statement(source, what, statement, conditionMessage(e), call),
  interrupt = function(e) abort_cancelled(source, what, call))
  log_statement(source, what, statement, nrow(rows), proc.time()[["elapsed"]] - started)
  if (nrow(rows) > most) {
    abort_pairwave(
      c("A statement may give at most {format_count(most)} patterns.",
        x = "That of {.field {source$name}} for {what} gives more, which are nearly records.",
        i = "Count a scale of fewer points or fewer waves, or read the cohort from files."),
      "patterns", call = call
    )
  }
  rows
}

# A column in which SQLite keeps numbers and texts beside each other comes with a warning, and
# another value in the place of some.
fetch_rows <- function(result, n) {
  withCallingHandlers(DBI::dbFetch(result, n = n), warning = function(w) {
    if (grepl("mixed type", conditionMessage(w), fixed = TRUE)) {
      stop("a column has numbers and texts", call. = FALSE)
    }
  })
}

check_connection <- function(source, call) {
  if (is_open(source$con)) return(invisible())
  abort_pairwave(
    c("The connection of {.field {source$name}} must be open.",
      x = "It is closed, or the engine has gone.",
      i = "Connect again, and read the cohort with the new connection."),
    "source", call = call
  )
}

# Not every driver says whether a connection is open; all can say what it is.
is_open <- function(con) {
  tryCatch(DBI::dbIsValid(con), error = function(e) {
    tryCatch(length(DBI::dbGetInfo(con)) > 0, error = function(e) FALSE)
  })
}

abort_statement <- function(source, what, statement, said, call) {
  check_connection(source, call)
  said <- without_answers(one_line(said), statement)
  number <- nrow(source$log$sent %||% new_frame(list(what = character()))) + 1
  cancelled <- paste0("(statement|query|due to a|warehouse) timeout|timed out|time limit|",
                      "max_statement_time|cancell?(ed|ing)|interrupt")
  if (grepl(cancelled, said, ignore.case = TRUE)) return(abort_cancelled(source, what, call, said))
  abort_pairwave(
    c("The engine must take the statement.",
      x = "{.field {source$name}} refused statement {number}, for {what}: {said}",
      i = "{.code engine_sql()} shows the statements; a view can give the columns as the engine
           wants them."),
    "dialect", call = call
  )
}

# What an engine says, less the values that it gives, in quotes, as numbers or at the end:
# what stands in the statement, and the number of a line or of an error, is no answer of
# anybody.
without_answers <- function(said, statement) {
  number <- paste0("(?i)(?<![\\w.])(?<!line )(?<!error )(?<!code )(?<!state )(?<!position )",
                   "-?[0-9]+([.][0-9]+)?(e[+-]?[0-9]+)?(?![\\w]|[.][0-9])")
  for (pattern in c("\"[^\"]*\"|'[^']*'", number)) {
    for (one in unique(regmatches(said, gregexpr(pattern, said, perl = TRUE))[[1]])) {
      bare <- gsub("^[\"']|[\"']$", "", one)
      if (grepl(bare, statement, fixed = TRUE)) next
      said <- gsub(one, "(a value)", said, fixed = TRUE)
    }
  }
  sub("(value): .*$", "\\1: (a value)", said)
}

abort_cancelled <- function(source, what, call, said = NULL) {
  abort_pairwave(
    c("The statement for {what} was stopped before its end.",
      x = if (!is.null(said)) "{.field {source$name}} said: {said}",
      i = "Nothing of it is kept. {.field timeout} under {.field sources} says how long one may
           take."),
    "cancelled", call = call
  )
}

log_statement <- function(source, what, statement, rows, seconds) {
  source$log$sent <- stack_frames(list(source$log$sent, new_frame(list(
    source = source$name, what = what, rows = rows, seconds = seconds, statement = statement
  ))))
}

# ---- what comes back ---------------------------------------------------------

# A count as a double, whatever the driver makes of it: integer, integer64, decimal as
# text. NULL is NA. Where `signed`, a sum that may lie below 0.
as_count <- function(x, call = rlang::caller_env(), signed = FALSE) {
  n <- if (inherits(x, "integer64")) integer64_values(x) else
    suppressWarnings(as.double(as.character(x)))
  if (is.double(x) && !inherits(x, "integer64")) n <- as.double(x)
  check_exact_counts(if (signed) abs(n[!is.na(n)]) else n[!is.na(n)], call)
  n
}

value_from_engine <- function(x, type, plan) {
  if (type == "text") {
    x <- as.character(x)
    unmarked <- Encoding(x) == "unknown" & !is.na(x)
    Encoding(x[unmarked]) <- "UTF-8"
    mark <- plan$dialect$unbinary
    if (nzchar(mark)) x <- substr(x, 1, nchar(x) - nchar(mark))
    return(x)
  }
  if (inherits(x, "integer64")) return(integer64_values(x))
  if (is.numeric(x) || is.logical(x)) as.double(x) else as.double(as.character(x))
}
