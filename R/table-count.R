# How many people gave each answer to one question.

# The counts of one column: level, level_label, statistic, n, denominator,
# percent, estimate and rule. `possible` says whether non-disclosure was possible; NA
# finds out from the column.
count_answers <- function(x, column, possible, undisclosed_label, codes, call) {
  if (!is.atomic(x) || !is.null(dim(x))) {
    abort_pairwave(
      c("A demographic must be a column of single answers.",
        x = "Column {.val {column}} is {.obj_type_friendly {x}}."),
      topic = "column",
      call = call
    )
  }
  answers <- answer_levels(x)
  withheld <- matches_code(answers$value, answers$label, codes)
  if (is.na(possible)) {
    possible <- any(withheld) || declares_missing(x)
  }
  # A level that stands for non-disclosure, or that the column declares to be
  # missing, is no level of its own.
  ordinary <- !(withheld | is_declared_missing(answers$value, x))
  level <- match(answers$of_row, answers$value[ordinary])
  level[is.na(level)] <- if (possible) 0L else NA_integer_
  n_levels <- sum(ordinary)
  counts <- check_kernel(
    .Call(pw_call_count_levels, level, n_levels, NULL),
    paste0("Can't count column ", encodeString(column, quote = "\""), "."),
    call = call
  )
  # Behind the levels come the undisclosed, then the missing.
  extra <- n_levels + if (possible) 1L else if (counts[n_levels + 2] > 0) 2L
  shown <- c(seq_len(n_levels), extra)
  n <- counts[shown]
  data.frame(
    level = c(code_text(answers$value[ordinary]),
              rep(NA_character_, length(extra))),
    level_label = c(answers$text[ordinary],
                    if (length(extra)) {
                      if (possible) undisclosed_label else "Missing"
                    }),
    statistic = rep("count", length(n)),
    n = as.integer(n),
    denominator = length(x),
    percent = percent_tenths(n, length(x), call) / 10,
    estimate = n,
    rule = rep("share of everyone, half away from zero", length(n)),
    stringsAsFactors = FALSE
  )
}

percent_tenths <- function(n, total, call = rlang::caller_env()) {
  check_kernel(
    .Call(pw_call_percent_tenths, as.double(n), as.double(total)),
    "Can't round a percentage.",
    call = call
  )
}
