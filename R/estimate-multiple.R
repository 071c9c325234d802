# Questions that a person may answer with several ticks: columns of one set.

# Which people ticked each option: `label`, `level`, a logical vector for each
# in `ticks`, and `any_answer`, the people who answered the question at all. An
# option that stands for non-disclosure is no option, and somebody who ticked
# nothing else did not disclose; `declined` says whether there is one.
tick_columns <- function(x, variable, rule, call) {
  columns <- lapply(variable$columns, function(name) {
    check_single_answers(x[[name]], name, call)
  })
  found <- if (shared_labels(columns)) {
    ticks_by_code(columns, rule)
  } else {
    ticks_by_column(columns, variable, rule)
  }
  declined <- matches_code(found$level, found$label, rule$codes)
  list(
    level = found$level[!declined], label = found$label[!declined],
    ticks = found$ticks[!declined], any_answer = found$any_answer,
    declined = any(declined)
  )
}

# Columns that hold one chosen option each, by the same labels: an SPSS set of
# categories. With fewer than three options they are ticks.
shared_labels <- function(columns) {
  labels <- lapply(columns, column_labels)
  length(labels[[1]]) > 2 && length(unique(labels)) == 1
}

ticks_by_code <- function(columns, rule) {
  values <- lapply(columns, plain_values)
  labels <- column_labels(columns[[1]])
  labels <- labels[!is_declared_missing(as.vector(labels), columns[[1]])]
  chosen <- sort(setdiff(unlist(lapply(values, unique)), c(labels, NA)),
                 method = "radix")
  code <- c(as.vector(labels), chosen)
  list(
    level = code_text(code), label = c(names(labels), code_text(chosen)),
    ticks = lapply(code, function(one) {
      Reduce(`|`, lapply(values, `%in%`, one))
    }),
    any_answer = Reduce(`|`, lapply(values, Negate(is.na)))
  )
}

# A column for each option: ticked where it holds a counted value, which is 1,
# TRUE or a text that says more than no where the study names none.
ticks_by_column <- function(columns, variable, rule) {
  values <- lapply(columns, plain_values)
  ticked <- function(value) {
    if (length(variable$counted)) {
      return(code_text(value) %in% code_text(variable$counted))
    }
    if (is.character(value)) {
      text <- lower_case(trimws(value))
      return(!text %in% c("", "0", "no", "false", "unchecked", NA))
    }
    value %in% 1
  }
  answered <- lapply(values, function(value) {
    if (is.character(value)) nzchar(trimws(value)) & !is.na(value) else !is.na(value)
  })
  list(
    level = variable$columns, label = option_labels(columns, variable$columns),
    ticks = lapply(values, ticked), any_answer = Reduce(`|`, answered)
  )
}

# Finds what to print for each option: the columns' labels without the question that
# they all begin with, or the label of 1 where each column has its own.
option_labels <- function(columns, names) {
  own <- vapply(seq_along(columns), function(i) {
    label <- column_label(columns[[i]])
    if (is_text(label) && nzchar(label)) label else names[i]
  }, "")
  if (anyDuplicated(own)) {
    values <- vapply(columns, function(column) {
      labels <- column_labels(column)
      c(names(labels)[labels %in% 1], NA)[1]
    }, "")
    return(if (anyNA(values) || anyDuplicated(values)) names else values)
  }
  question <- sub("^(.*: ).*$", "\\1", own)
  if (length(unique(question)) == 1 && all(own != question)) {
    own <- substring(own, nchar(question[1]) + 1)
  }
  own
}

# Counts of a set: each option over everyone, then those who ticked none of
# them though they answered, then those who did not answer.
count_ticks <- function(x, variable, strata, rule, call) {
  found <- tick_columns(x, variable, rule, call)
  check_few_levels(length(found$level), variable$name, call)
  any_tick <- Reduce(`|`, found$ticks, rep(FALSE, nrow(x)))
  declined_only <- if (found$declined) !any_tick else rep(FALSE, nrow(x))
  none <- !any_tick & found$any_answer & !declined_only
  unanswered <- !any_tick & !none
  flags <- c(found$ticks, list(none, unanswered))
  counted <- count_flags(flags, strata, rule, call)
  people <- do.call(rbind, lapply(counted, `[[`, "people"))
  weighted <- do.call(rbind, lapply(counted, `[[`, "weighted"))
  level <- c(found$level, NA)
  label <- c(found$label, "None of these")
  if (!any(people[length(level), ] > 0)) {
    keep <- -length(level)
    people <- people[keep, , drop = FALSE]
    weighted <- if (!is.null(weighted)) weighted[keep, , drop = FALSE]
    level <- level[keep]
    label <- label[keep]
  }
  possible <- variable$possible
  if (is.na(possible)) {
    possible <- found$declined ||
      any(vapply(variable$columns, function(name) declares_missing(x[[name]]), NA))
  }
  without_answer(level, label, people, weighted, possible, rule, several = TRUE,
                 aside = count_not_asked(variable, strata, rule, call))
}

# Says how many people of each stratum have each of some flags.
count_flags <- function(flags, strata, rule, call) {
  lapply(count_distinct(flags, strata, rule, call), function(found) {
    at <- ifelse(found$answers, 1L, 2L)
    lapply(found[c("people", "weighted")], function(counts) {
      if (is.null(counts)) NULL else add_up(counts, at, 2L)[1, , drop = FALSE]
    })
  })
}
