# The statements themselves: each kind of them as text, made from a plan alone.

# Counts of the patterns of `measures`. A branch for each wave has the people whose first
# wave it is; and, to prove it, one more row a wave has how many records it has: their
# `part` is 0 less the wave's number.
patterns_statement <- function(plan, measures) {
  waves <- names(plan$waves)
  made <- lapply(waves, branch_columns, plan = plan, measures = measures)
  columns <- paste0("c", seq_along(made[[1]]))
  types <- vapply(made[[1]], `[[`, "", "type")
  branches <- vapply(seq_along(waves), function(i) {
    branch_statement(plan, waves[i], made[[i]], columns, measures)
  }, "")
  nulls <- paste(vapply(types, sql_null, "", plan = plan), "AS", columns, collapse = ", ")
  totals <- vapply(seq_along(waves), function(i) {
    paste0("SELECT ", -i, " AS part, ", records_count(plan, waves[i], "n", before = nulls))
  }, "")
  paste(c(branches, totals), collapse = "\nUNION ALL ")
}

# What measures are of the people whose first wave is `wave`.
branch_columns <- function(plan, wave, measures) {
  branch <- sql_branch(plan, wave)
  unlist(lapply(measures, function(measure) sql_measure(plan, measure, branch)),
         recursive = FALSE, use.names = FALSE)
}

# How many records a wave has, as a column `name` beside others and FROM.
records_count <- function(plan, wave, name, behind = NULL, before = NULL) {
  of <- plan$waves[[wave]]
  count <- paste0(plan$dialect$count, "(*) AS ", name)
  from <- paste0(" FROM ", of$table, sql_where(of$where))
  if (!is.null(plan$shard)) {
    from <- paste0(" FROM (SELECT ", count, from, " GROUP BY ", sql_column(plan, plan$shard),
                   ") s")
    count <- paste0("SUM(", name, ") AS ", name)
  }
  paste0(paste(c(before, count, behind), collapse = ", "), from)
}

branch_statement <- function(plan, wave, made, columns, measures) {
  at <- match(wave, names(plan$waves))
  sql <- vapply(made, `[[`, "", "sql")
  varies <- !vapply(made, `[[`, NA, "constant")
  count <- paste0(plan$dialect$count, "(*) AS n")
  alias <- sql_branch(plan, wave)$aliases[[wave]]
  by <- unique(c(if (!is.null(plan$shard)) sql_column(plan, plan$shard, alias), sql[varies]))
  behind <- paste0(branch_people(plan, wave, measures),
                   if (length(by)) paste(" GROUP BY", paste(by, collapse = ", ")))
  given <- paste(sql, "AS", columns)
  if (is.null(plan$shard)) {
    return(paste0("SELECT ", paste(c(paste(at, "AS part"), given, count), collapse = ", "), behind))
  }
  # Counted in each shard first, so that a shard sends its counts and not its rows.
  outer <- columns
  outer[!varies] <- given[!varies]
  paste0("SELECT ", paste(c(paste(at, "AS part"), outer), collapse = ", "),
         ", SUM(n) AS n FROM (SELECT ", paste(c(given[varies], count), collapse = ", "), behind,
         ") s", if (any(varies)) paste(" GROUP BY", paste(columns[varies], collapse = ", ")))
}

# The people whose first wave is `wave`, with their records in all: FROM and WHERE.
branch_people <- function(plan, wave, measures) {
  branch <- sql_branch(plan, wave)
  at <- match(wave, branch$waves)
  needed <- measured_columns(measures)
  people <- function(one) sql_people(plan, one, branch$aliases[[one]], needed[[one]])
  shard <- function(one) sql_column(plan, plan$shard, branch$aliases[[one]])
  from <- people(wave)
  for (other in branch$waves[-at]) {
    on <- c(
      if (!is.null(plan$shard)) paste(shard(other), "=", shard(wave)),
      paste(branch$code(other), "=", branch$code(wave))
    )
    from <- paste(from, "LEFT JOIN", people(other), "ON", paste(on, collapse = " AND "))
  }
  earlier <- branch$waves[seq_len(at - 1)]
  # To PostgreSQL plain IS NULL is an anti-join, which it does not send to a shard.
  absent <- if (is.null(plan$shard)) "%s IS NULL" else "CASE WHEN %s IS NULL THEN 1 ELSE 0 END <> 0"
  none <- vapply(earlier, function(one) sprintf(absent, branch$code(one)), "")
  paste0(" FROM ", from, sql_where(none))
}

# The columns of each wave that measures look at.
measured_columns <- function(measures) {
  out <- list()
  for (measure in measures) for (wave in measure$waves %||% measure$wave) {
    out[[wave]] <- unique(c(out[[wave]], measure$items, measure$column))
  }
  out
}

# What each wave's records are: how many, without a code, of how many codes; codes that only
# a collation takes for one; codes with characters that are not dropped as they would be
# in memory; codes that are not in their normal form or empty.
records_statement <- function(plan) {
  paste(vapply(seq_along(plan$waves), function(i) {
    of <- plan$waves[[i]]
    wave <- names(plan$waves)[i]
    ref <- sql_column(plan, plan$key)
    text <- of$types[[plan$key]] == "text"
    code <- "pw_code"
    flag <- function(condition) sql_flags(plan, condition)
    figures <- c(
      records = paste0(plan$dialect$count, "(*)"),
      blank = flag(paste(code, "IS NULL")),
      codes = paste0("COUNT(DISTINCT ", if (text && plan$exact) ref else code, ")"),
      exact = paste0("COUNT(DISTINCT ",
                     (if (text && plan$exact) sql_bytewise(plan, code)) %||% code, ")"),
      foreign = if (text && !plan$exact) {
        flag(paste(plan$dialect$bytes(ref), "<>", plan$dialect$letters(ref)))
      } else "0",
      unlike = if (text) {
        exact <- sql_exact(plan, ref, "text")
        flag(paste(ref, "IS NOT NULL AND (", code, "IS NULL OR", code, "<>", exact, ")"))
      } else "0"
    )
    named <- paste0("c", seq_along(figures))
    columns <- paste(figures, "AS", named)
    if (is.null(plan$shard)) {
      return(paste0("SELECT ", i, " AS wave, ", paste(columns, collapse = ", "), " FROM ",
                    sql_coded(plan, wave), sql_where(of$where)))
    }
    paste0("SELECT ", i, " AS wave, ",
           paste0("SUM(", named, ") AS ", named, collapse = ", "),
           " FROM (SELECT ", paste(columns, collapse = ", "), " FROM ",
           sql_coded(plan, wave), sql_where(of$where), " GROUP BY ",
           sql_column(plan, plan$shard), ") s")
  }, ""), collapse = "\nUNION ALL ")
}

# How many records of a wave have an entry in each column.
filled_statement <- function(plan, wave, columns) {
  of <- plan$waves[[wave]]
  sums <- vapply(columns, function(column) {
    sql_flags(plan, sql_entry(plan, wave, column, sql_column(plan, column)))
  }, "")
  sums_statement(plan, wave, sums)
}

# How many answers of a wave to each item, which has a `lowest` and `highest`, are outside
# these; then how many are no whole numbers; then, where the engine lets them be, no numbers.
outside_statement <- function(plan, wave, items, lowest, highest) {
  count <- function(condition, item) {
    ref <- sql_column(plan, item)
    sql_flags(plan, paste0("NOT (", sql_missing(plan, wave, item, ref), ") AND (",
                           condition(ref), ")"))
  }
  outside <- mapply(function(item, low, high) {
    count(function(ref) {
      paste(ref, "<", sql_number(plan, low), "OR", ref, ">", sql_number(plan, high))
    }, item)
  }, items, lowest, highest)
  broken <- vapply(items, count, "", condition = function(ref) {
    paste0("CAST(", ref, " AS ", plan$dialect$whole, ") <> ", ref)
  })
  texts <- if (!is.null(plan$dialect$types)) {
    vapply(items, count, "", condition = plan$dialect$types)
  } else rep("0", length(items))
  sums_statement(plan, wave, c(outside, broken, texts))
}

# Sums and products of items over the people of a wave who answered all of them; and, as the
# `part` 0, how many people the wave has.
products_statement <- function(plan, wave, items, turned) {
  ref <- function(item) sql_column(plan, item, "w1")
  answer <- vapply(items, function(item) {
    of <- turned[item]
    x <- if (is.na(of)) ref(item) else paste0("(", sql_number(plan, of), " - ", ref(item), ")")
    paste0("CAST(", x, " AS ", plan$dialect$whole, ")")
  }, "")
  products <- unlist(lapply(seq_along(items), function(i) {
    paste(answer[i], "*", answer[seq_len(i)])
  }))
  all <- vapply(items, function(item) {
    paste0("NOT (", sql_missing(plan, wave, item, ref(item)), ")")
  }, "")
  columns <- paste0("c", seq_len(1 + length(items) + length(products)))
  sums <- paste(c(paste0(plan$dialect$count, "(*)"), paste0("SUM(", c(answer, products), ")")),
                "AS", columns, collapse = ", ")
  people <- paste0(" FROM ", sql_people(plan, wave, "w1", items))
  of_shard <- if (!is.null(plan$shard)) paste(" GROUP BY", sql_column(plan, plan$shard, "w1"))
  counted <- function(sums, where) {
    if (is.null(of_shard)) return(paste0(sums, people, where))
    paste0(paste0("SUM(", columns, ") AS ", columns, collapse = ", "), " FROM (SELECT ", sums,
           people, where, of_shard, ") s")
  }
  nulls <- paste(sql_null(plan, "whole"), "AS", columns[-1], collapse = ", ")
  total <- paste0(plan$dialect$count, "(*)")
  everyone <- if (is.null(of_shard)) {
    paste0(total, " AS c1, ", nulls, people)
  } else {
    paste0("SUM(n) AS c1, ", nulls, " FROM (SELECT ", total, " AS n", people, of_shard, ") s")
  }
  paste0("SELECT 1 AS part, ", counted(sums, sql_where(all)),
         "\nUNION ALL SELECT 0 AS part, ", everyone)
}

# How many rows meet a condition; 0 of none is NULL in SQL.
sql_flags <- function(plan, condition) {
  paste0("SUM(CASE WHEN ", condition, " THEN ", plan$dialect$one, " ELSE 0 END)")
}

# One row of sums over the records of a wave, in columns c1, c2 and so on.
sums_statement <- function(plan, wave, sums) {
  of <- plan$waves[[wave]]
  columns <- paste0("c", seq_along(sums))
  inner <- paste0("SELECT ", paste(sums, "AS", columns, collapse = ", "), " FROM ", of$table,
                  sql_where(of$where))
  if (is.null(plan$shard)) return(inner)
  paste0("SELECT ", paste0("SUM(", columns, ") AS ", columns, collapse = ", "), " FROM (", inner,
         " GROUP BY ", sql_column(plan, plan$shard), ") s")
}

# How many records of a wave, or with `people` how many people, have each value of a column.
values_statement <- function(plan, wave, column, people) {
  of <- plan$waves[[wave]]
  from <- if (people) sql_people(plan, wave, "w1", column) else paste(of$table, "w1")
  counts_statement(
    plan, sql_exact(plan, sql_column(plan, column, "w1"), of$types[[column]]), from,
    if (!people) of$where, sql_column(plan, plan$shard %||% character(), "w1")
  )
}

# How many records have each spelling of a code that in its normal form is one of `words`.
words_statement <- function(plan, wave, words) {
  plan$exact <- FALSE
  of <- plan$waves[[wave]]
  words <- paste(plan$dialect$binary(plan$quote$text(words)), collapse = ", ")
  counts_statement(
    plan, sql_exact(plan, sql_column(plan, plan$key), "text"), sql_coded(plan, wave),
    c(of$where, paste0("pw_code IN (", words, ")")),
    sql_column(plan, plan$shard %||% character())
  )
}

# How many rows of `from` have each value of `sql`, in each shard first.
counts_statement <- function(plan, sql, from, where, shard) {
  count <- paste0(plan$dialect$count, "(*) AS n")
  behind <- paste0(" FROM ", from, sql_where(where), " GROUP BY ")
  inner <- paste0("SELECT ", sql, " AS c1, ", count, behind)
  if (is.null(plan$shard)) return(paste0(inner, sql))
  paste0("SELECT c1, SUM(n) AS n FROM (", inner, paste(c(shard, sql), collapse = ", "),
         ") s GROUP BY c1")
}

# How many texts are in each of the columns of a table, then how many entries.
contents_statement <- function(plan, columns, from) {
  refs <- sql_column(plan, columns)
  sums <- c(sql_flags(plan, plan$dialect$types(refs)), paste0("COUNT(", refs, ")"))
  paste0("SELECT ", paste(sums, "AS", paste0("c", seq_along(sums)), collapse = ", "), " FROM ",
         from)
}

# A text as it differs byte by byte; NULL where the engine compares it so anyway.
sql_bytewise <- function(plan, text) {
  of <- if (is.null(plan$shard)) plan$dialect$bytewise else plan$dialect$shardwise
  if (!is.null(of)) of(text)
}

# How many different values a column has in a wave; and where texts may be taken for one
# another, how many byte by byte. Each shard finds its own first.
distinct_statement <- function(plan, wave, column) {
  of <- plan$waves[[wave]]
  ref <- sql_exact(plan, sql_column(plan, column), of$types[[column]])
  values <- c(ref, if (of$types[[column]] == "text") sql_bytewise(plan, ref))
  from <- paste0(" FROM ", of$table, sql_where(of$where))
  named <- c("n", "exact")[seq_along(values)]
  if (is.null(plan$shard)) {
    return(paste0("SELECT ", paste0("COUNT(DISTINCT ", values, ") AS ", named, collapse = ", "),
                  from))
  }
  inner <- paste0("c", seq_along(values))
  paste0("SELECT ", paste0("COUNT(DISTINCT ", inner, ") AS ", named, collapse = ", "),
         " FROM (SELECT ", paste(values, "AS", inner, collapse = ", "), ", ",
         plan$dialect$count, "(*) AS n", from, " GROUP BY ",
         paste(c(sql_column(plan, plan$shard), values), collapse = ", "), ") s")
}

# How many times several records of a person stand at the same place of the order.
ties_statement <- function(plan, wave) {
  of <- plan$waves[[wave]]
  code <- "pw_code"
  by <- paste(c(code, sql_column(plan, of$order)), collapse = ", ")
  paste0("SELECT ", plan$dialect$count, "(*) AS n FROM (SELECT ", plan$dialect$count,
         "(*) AS n FROM ", sql_coded(plan, wave),
         sql_where(c(of$where, paste(code, "IS NOT NULL"))), " GROUP BY ", by,
         " HAVING COUNT(*) > 1) s")
}

# How many people of a wave have several records.
several_statement <- function(plan, wave) {
  of <- plan$waves[[wave]]
  code <- "pw_code"
  paste0("SELECT ", plan$dialect$count, "(*) AS n FROM (SELECT ", plan$dialect$count,
         "(*) AS n FROM ", sql_coded(plan, wave),
         sql_where(c(of$where, paste(code, "IS NOT NULL"))), " GROUP BY ", code,
         " HAVING COUNT(*) > 1) s")
}
