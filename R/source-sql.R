# Writes the statements that are sent to an engine: which expression gives which figure of
# a person.

# A plan says what is where: `dialect` and `quote`; by wave in `waves` the `table` as it
# stands in a statement, the `columns` (without rows, with their user-missing codes), their
# `types` ("whole", "number", "text", "flag", "other"), the column of `order` (NULL: none),
# the conditions of `where`, and whether each code stands once and as it is compared
# (`plain`); the column of the `key`, whether codes are `exact`, the rule for
# `duplicates`, and the column of the `shard` (NULL: none).

# ---- values ------------------------------------------------------------------

sql_column <- function(plan, column, alias = NULL) {
  paste0(if (!is.null(alias)) paste0(alias, "."), plan$quote$name(column))
}

# Whole numbers without a point; others from their text, so that no engine reads them as
# decimals.
sql_number <- function(plan, x) {
  vapply(as.double(x), function(one) {
    if (one == floor(one) && abs(one) <= 2^53) return(format(one, scientific = FALSE))
    paste0("CAST('", format(one, digits = 17), "' AS ", plan$dialect$float, ")")
  }, "", USE.NAMES = FALSE)
}

# Whether what stands in `ref` is one of the values; texts byte by byte, whatever the
# column's collation takes for one.
sql_among <- function(plan, ref, values, type) {
  text <- type == "text"
  binary <- plan$dialect$binary
  given <- if (text) binary(plan$quote$text(as.character(values))) else sql_number(plan, values)
  paste0(if (text) binary(ref) else ref, " IN (", paste(given, collapse = ", "), ")")
}

# Whether what stands in `ref` is no answer: nothing, no number, or a user-missing code.
sql_missing <- function(plan, wave, column, ref) {
  x <- plan$waves[[wave]]$columns[[column]]
  type <- plan$waves[[wave]]$types[[column]]
  values <- column_na_values(x)
  numbers <- type %in% c("whole", "number")
  range <- column_na_range(x)
  paste(c(
    paste(ref, "IS NULL"),
    if (type == "number" && !is.null(plan$dialect$nan)) plan$dialect$nan(ref),
    if (length(values)) sql_among(plan, ref, values, type),
    if (length(range) && numbers) {
      ends <- ifelse(is.infinite(range), NA, range)
      paste(c(if (!is.na(ends[1])) paste(ref, ">=", sql_number(plan, ends[1])),
              if (!is.na(ends[2])) paste(ref, "<=", sql_number(plan, ends[2]))), collapse = " AND ")
    }
  ), collapse = " OR ")
}

# The same, or a text of nothing but blanks.
sql_blank <- function(plan, wave, column, ref) {
  text <- plan$waves[[wave]]$types[[column]] == "text"
  paste0(sql_missing(plan, wave, column, ref), if (text) paste0(" OR TRIM(", ref, ") = ''"))
}

# Whether a cell has an entry, be it user-missing.
sql_entry <- function(plan, wave, column, ref) {
  text <- plan$waves[[wave]]$types[[column]] == "text"
  paste0(ref, " IS NOT NULL", if (text) paste0(" AND TRIM(", ref, ") <> ''"))
}

sql_null <- function(plan, type) {
  paste0("CAST(NULL AS ", plan$dialect[[switch(type, text = "text", number = "float", "whole")]],
         ")")
}

# A text compared byte by byte, yes and no as 1 and 0; numbers as they come.
sql_exact <- function(plan, ref, type) {
  switch(type, text = plan$dialect$binary(ref), flag = plan$dialect$flag(ref),
         other = ref, plan$dialect$number(ref))
}

# The table of a wave with the code of each record as `pw_code`, to stand behind FROM: in
# its normal form, byte for byte, NULL where there is none. What link-codes.R drops of
# ASCII is dropped; codes with other characters are refused before (source-records.R).
sql_coded <- function(plan, wave) {
  of <- plan$waves[[wave]]
  code <- sql_column(plan, plan$key, "t")
  from <- paste(of$table, "t")
  if (of$types[[plan$key]] != "text") {
    return(paste0("(SELECT t.*, ", code, " AS pw_code FROM ", from, ") t"))
  }
  if (!plan$exact) {
    code <- paste0("LOWER(", code, ")")
    # Drivers take their time to quote: all at once. A few at a time: parsers have a depth.
    quoted <- plan$quote$text(dropped_characters)
    for (i in seq_len(ceiling(length(quoted) / 9))) {
      for (character in quoted[(seq_along(quoted) - 1) %/% 9 == i - 1]) {
        code <- paste0("REPLACE(", code, ", ", character, ", '')")
      }
      from <- paste0("(SELECT t.*, ", code, " AS pw_step_", i, " FROM ", from, ") t")
      code <- paste0("t.pw_step_", i)
    }
  }
  paste0("(SELECT t.*, CASE WHEN ", code, " <> '' THEN ", sql_exact(plan, code, "text"),
         " END AS pw_code FROM ", from, ") t")
}

# The characters of ASCII that are none of a code, of those that a keyboard gives.
dropped_characters <- c(" ", "\t", "\n", "\r",
                        strsplit("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "")[[1]])

# ---- the records of a wave ---------------------------------------------------

# Joins what is in rows of `where`, or "" for all rows.
sql_where <- function(conditions) {
  if (length(conditions)) paste(" WHERE", paste(conditions, collapse = " AND ")) else ""
}

# The conditions of a wave's rows, as `where` of the study has them.
sql_conditions <- function(plan, wave, where) {
  vapply(names(where), function(column) {
    ref <- sql_column(plan, column)
    values <- where[[column]]
    type <- plan$waves[[wave]]$types[[column]]
    text <- type == "text"
    given <- values[nzchar(values)]
    some <- c(
      if (length(given)) sql_among(plan, ref, given, type),
      if (length(given) < length(values)) paste(ref, "IS NULL"),
      if (length(given) < length(values) && text) paste(ref, "= ''")
    )
    paste0("(", paste(some, collapse = " OR "), ")")
  }, "")
}

# The one record of each person in a wave, to stand behind FROM or JOIN under an alias:
# the table itself where each code stands once.
sql_people <- function(plan, wave, alias, columns) {
  of <- plan$waves[[wave]]
  if (of$plain) return(paste(of$table, alias))
  code <- "pw_code"
  columns <- unique(c(columns, plan$shard))
  rank <- if (plan$duplicates == "none") {
    paste0("COUNT(*) OVER (PARTITION BY ", code, ")")
  } else {
    paste0("ROW_NUMBER() OVER (PARTITION BY ", code, " ORDER BY ", sql_rank(plan, wave), ")")
  }
  inner <- paste0(
    "SELECT ", paste(c(code,
                       if (length(columns)) sql_column(plan, columns),
                       paste(rank, "AS pw_rank")), collapse = ", "),
    " FROM ", sql_coded(plan, wave), sql_where(of$where)
  )
  paste0("(SELECT * FROM (", inner, ") ", alias, "_all WHERE pw_rank = 1 OR pw_code IS NULL) ",
         alias)
}

# Which record of a person comes first, by the study's rule for duplicates.
sql_rank <- function(plan, wave) {
  of <- plan$waves[[wave]]
  order <- if (!is.null(of$order)) sql_column(plan, of$order) else sql_column(plan, plan$key)
  switch(plan$duplicates,
    first = order,
    last = paste(order, "DESC"),
    most_complete = {
      columns <- setdiff(names(of$columns), plan$key)
      cells <- mapply(function(column, ref) {
        paste0("CASE WHEN ", sql_blank(plan, wave, column, ref), " THEN 0 ELSE 1 END")
      }, columns, sql_column(plan, columns))
      paste0(paste(cells, collapse = " + "), " DESC, ", order)
    }
  )
}

# ---- measures ----------------------------------------------------------------

# Where the waves stand in one branch of a statement: the people whose first wave is
# `first`, under an alias for each wave.
sql_branch <- function(plan, first) {
  waves <- names(plan$waves)
  aliases <- stats::setNames(paste0("w", seq_along(waves)), waves)
  # Beside the normal form of another wave a code is made what that is: of the same collation,
  # and where a mark stands behind texts, with it.
  all_plain <- all(vapply(plan$waves, `[[`, NA, "plain"))
  code <- function(wave) {
    if (!plan$waves[[wave]]$plain) return(paste0(aliases[[wave]], ".pw_code"))
    ref <- sql_column(plan, plan$key, aliases[[wave]])
    if (all_plain) ref else sql_exact(plan, ref, plan$waves[[wave]]$types[[plan$key]])
  }
  list(first = first, waves = waves, aliases = aliases, code = code)
}

# The columns that a measure makes: each a list of its `sql`, its `type`, and whether it is
# the same for everyone of the branch (`constant`).
sql_measure <- function(plan, measure, branch) {
  made <- function(sql, type = "whole", constant = FALSE) {
    list(sql = sql, type = type, constant = constant)
  }
  at <- match(measure$wave %||% branch$first, branch$waves)
  first <- match(branch$first, branch$waves)
  present <- function(wave) paste(branch$code(wave), "IS NOT NULL")
  ref <- function(wave, column) sql_column(plan, column, branch$aliases[[wave]])
  # A wave before the first has no record; one after it may have none.
  where_there <- function(sql, type = "whole") {
    if (at < first) return(made(sql_null(plan, type), type, TRUE))
    if (at == first) return(made(sql, type))
    made(paste0("CASE WHEN ", present(measure$wave), " THEN ", sql, " END"), type)
  }
  switch(measure$kind,
    presence = list(
      if (at < first) made("0", constant = TRUE) else if (at == first) made("1", constant = TRUE)
      else made(paste0("CASE WHEN ", present(measure$wave), " THEN 1 ELSE 0 END"))
    ),
    coded = list(
      made(paste("CASE WHEN", branch$code(branch$first), "IS NULL THEN 0 ELSE 1 END"))
    ),
    sum = {
      terms <- sql_terms(plan, measure, ref)
      list(where_there(terms$sum), where_there(terms$answered))
    },
    any = {
      missing <- vapply(measure$items, function(item) {
        paste0("(", sql_missing(plan, measure$wave, item, ref(measure$wave, item)), ")")
      }, "")
      list(where_there(paste0("CASE WHEN ", paste(missing, collapse = " AND "),
                              " THEN 0 ELSE 1 END")))
    },
    alike = {
      refs <- vapply(measure$items, ref, "", wave = measure$wave)
      missing <- mapply(sql_missing, column = measure$items, ref = refs,
                        MoreArgs = list(plan = plan, wave = measure$wave))
      alike <- paste(refs[-1], "=", refs[1], recycle0 = TRUE)
      list(where_there(paste0(
        "CASE WHEN ", paste0("(", missing, ")", collapse = " OR "), " THEN 0",
        if (length(alike)) paste0(" WHEN NOT (", paste(alike, collapse = " AND "), ") THEN 0"),
        " ELSE 1 END"
      )))
    },
    value = {
      type <- plan$waves[[measure$wave]]$types[[measure$column]]
      sql <- sql_exact(plan, ref(measure$wave, measure$column), type)
      # Without a record the join left nothing there.
      list(if (at < first) made(sql_null(plan, type), type, TRUE) else made(sql, type))
    },
    first = list(sql_first(plan, measure, branch, ref, made))
  )
}

# The sum of a person's answers in a wave, and how many they are.
sql_terms <- function(plan, measure, ref) {
  each <- lapply(measure$items, function(item) {
    x <- ref(measure$wave, item)
    missing <- sql_missing(plan, measure$wave, item, x)
    # Small types run over: DuckDB adds 100 and 100 in 8 bits.
    if (plan$waves[[measure$wave]]$types[[item]] == "whole") {
      x <- paste0("CAST(", x, " AS ", plan$dialect$whole, ")")
    }
    of <- measure$turned[item]
    answer <- if (is.na(of)) x else paste(sql_number(plan, of), "-", x)
    c(sum = paste0("CASE WHEN ", missing, " THEN 0 ELSE ", answer, " END"),
      answered = paste0("CASE WHEN ", missing, " THEN 0 ELSE 1 END"))
  })
  all <- function(which) paste(vapply(each, `[[`, "", which), collapse = " + ")
  list(sum = all("sum"), answered = all("answered"))
}

# The first wave's answer that is no user-missing code, else the first value.
sql_first <- function(plan, measure, branch, ref, made) {
  waves <- measure$waves[match(measure$waves, branch$waves) >= match(branch$first, branch$waves)]
  type <- plan$waves[[measure$waves[1]]]$types[[measure$column]]
  if (!length(waves)) return(made(sql_null(plan, type), type, TRUE))
  refs <- vapply(waves, ref, "", column = measure$column)
  exact <- vapply(refs, sql_exact, "", plan = plan, type = type)
  if (length(waves) == 1) return(made(exact, type))
  answered <- mapply(function(wave, ref, exact) {
    paste0("WHEN NOT (", sql_blank(plan, wave, measure$column, ref), ") THEN ", exact)
  }, waves, refs, exact)
  given <- paste0("WHEN ", refs, " IS NOT NULL THEN ", exact)
  made(paste("CASE", paste(c(answered, given), collapse = " "), "END"), type)
}
