# The rows of a result: counts and statistics of every question in every stratum
# of a table, as one long frame.

# Rows are made in blocks, lists of columns of one length, which say of each row
# the number of its `stratum` and the name of its `variable`. The counts of all
# questions are one block, since a table can have many questions of few answers.
stratum_rows <- function(x, variables, strata, rule, outcomes, call) {
  distinct <- count_single_answers(x, variables, strata, rule, call)
  found <- lapply(seq_along(variables), function(i) {
    question_counts(x, variables[[i]], distinct[[i]], strata, rule, outcomes, call)
  })
  blocks <- function(place) {
    unlist(lapply(found, `[[`, place), recursive = FALSE, use.names = FALSE)
  }
  counts <- stack_counts(lapply(found, `[[`, "counts"),
                         variable_names(variables))
  blocks <- c(blocks("before"), list(count_rows(counts, strata, rule, call)),
              blocks("after"))
  long_rows(blocks, variables, strata)
}

# The `counts` of one question, and the blocks of rows that stand `before` and
# `after` them. `distinct` comes from count_single_answers().
question_counts <- function(x, variable, distinct, strata, rule, outcomes, call) {
  if (variable$summary != "count") {
    return(summarise_question(x, variable, strata, rule, call))
  }
  counts <- if (is.null(distinct)) {
    count_ticks(x, variable, strata, rule, call)
  } else {
    count_answers(x, variable, distinct, strata, rule, call)
  }
  list(
    counts = counts,
    after = c(
      if (length(outcomes)) outcome_rows(x, variable, counts, strata, rule, outcomes, call),
      if (length(variable$population)) population_rows(variable, counts, strata, rule, call)
    )
  )
}

# The counts of several questions as those of one, with the `variable` of each
# row.
stack_counts <- function(counts, names) {
  all <- function(field) lapply(counts, `[[`, field)
  flat <- function(field) unlist(all(field), use.names = FALSE)
  level <- all("level")
  tall <- lengths(level)
  list(
    variable = rep(names, tall), level = unlist(level, use.names = FALSE),
    level_label = flat("level_label"),
    people = do.call(rbind, all("people")),
    weighted = do.call(rbind, all("weighted")),
    counts_as = flat("counts_as"), several = rep(flat("several"), tall)
  )
}

# Stacked counts as rows, stratum after stratum.
count_rows <- function(counts, strata, rule, call) {
  n_rows <- nrow(counts$people)
  n_strata <- length(strata$n)
  weighted <- !is.null(counts$weighted)
  shares <- if (weighted) counts$weighted else counts$people
  total <- rep(strata$n, each = n_rows)
  base <- if (weighted) rep(rule$weight_of_stratum, each = n_rows) else total
  share <- rep(NA_real_, n_rows * n_strata)
  method <- rep(count_methods(rule, counts), n_strata)
  in_base <- rep(TRUE, n_rows * n_strata)
  within <- switch(rule$denominator, disclosed = counts$counts_as == "answer",
                   asked = counts$counts_as != "not_asked", rep(TRUE, n_rows))
  if (any(!within)) {
    total <- total - of_others(counts$people, within, counts$variable)
    base <- base - of_others(shares, within, counts$variable)
    in_base <- rep(within, n_strata)
    method[!in_base] <- "count_only"
  }
  share[in_base] <- percent_of(shares[in_base], base[in_base], rule$decimals,
                               weighted, call)
  list(
    stratum = rep(seq_len(n_strata), each = n_rows),
    variable = rep(counts$variable, n_strata),
    level = rep(counts$level, n_strata),
    level_label = rep(counts$level_label, n_strata),
    outcome = rep(NA_character_, n_rows * n_strata),
    statistic = rep("count", n_rows * n_strata),
    n = as.vector(counts$people), denominator = total, percent = share,
    estimate = as.vector(shares), method = method,
    weighted = rep(weighted, n_rows * n_strata),
    reason = rep(NA_character_, n_rows * n_strata),
    about = rep(rule$weight_name %||% NA_character_, n_rows * n_strata),
    setting = rep(NA_real_, n_rows * n_strata),
    several = rep(counts$several, n_strata)
  )
}

# For each row of the stacked counts, what the rows of its own question count that are
# not `within` the denominator.
of_others <- function(counts, within, variable) {
  sums <- rowsum(counts * !within, variable, reorder = FALSE)
  sums[match(variable, unique(variable)), ]
}

shares_of_one <- c(asked = "share_of_asked", all = "share_of_all",
                   disclosed = "share_of_disclosed")

shares_of_several <- c(asked = "share_of_asked_several", all = "share_of_all_several",
                       disclosed = "share_of_disclosed_several")

# Says for each row of the counts how a share is made: of whom, and whether of one answer
# each or of several. Where everyone was asked, those asked are everyone.
count_methods <- function(rule, counts) {
  aside <- unique(counts$variable[counts$counts_as == "not_asked"])
  of <- if (rule$denominator != "asked") rep(rule$denominator, length(counts$variable)) else
    ifelse(counts$variable %in% aside, "asked", "all")
  unname(ifelse(counts$several, shares_of_several[of], shares_of_one[of]))
}

# The rows of those whom no wave asked.
is_not_asked <- function(rows) {
  rows$statistic == "count" & is.na(rows$level) & rows$level_label == not_asked
}

# Blocks of rows as one frame: stratum after stratum, question after question, and
# for each question in the order of the blocks.
long_rows <- function(blocks, variables, strata) {
  names <- variable_names(variables)
  labels <- vapply(variables, `[[`, "", "label", USE.NAMES = FALSE)
  rows <- blocks[[1]]
  if (length(blocks) > 1) {
    rows <- lapply(stats::setNames(nm = names(rows)), function(column) {
      unlist(lapply(blocks, `[[`, column), use.names = FALSE)
    })
    by <- order(rows$stratum, match(rows$variable, names))
    rows <- lapply(rows, `[`, by)
  }
  new_frame(list(
    who = strata$who[rows$stratum], group = strata$group[rows$stratum],
    variable = rows$variable, label = labels[match(rows$variable, names)],
    level = rows$level, level_label = rows$level_label, outcome = rows$outcome,
    statistic = rows$statistic, n = as.integer(rows$n),
    denominator = as.integer(rows$denominator), percent = rows$percent,
    estimate = rows$estimate, method = rows$method, weighted = rows$weighted,
    reason = rows$reason, about = rows$about, setting = rows$setting,
    several = rows$several, status = rep("shown", length(rows$n))
  ))
}
