# Who was lost, and what the lost were like before.

#' Those who stayed against those who were lost
#'
#' For every contrast of waves, compares the people who answered both with
#' those who answered the earlier one only, by what they said in the earlier
#' one; models who answers again; and gives each person who did a weight, so
#' that [paired_change()] can be computed as if nobody with their answers had
#' been more likely to leave. With `compare = "linkage"` it compares the people
#' who were found in another wave with those who were not: a link can be missed
#' because a code was forgotten, and those who forget need not be like the rest.
#'
#' @param x A cohort from [read_cohort()].
#' @param ... Not used; must be empty.
#' @param compare `"follow_up"` compares those who stayed with those who were
#'   lost, for each contrast; `"linkage"` compares those linked with those not
#'   linked, for each wave.
#' @param predictors What the response model may know: names of scales (their
#'   score in the earlier wave) and demographic columns of the study; `NULL`
#'   for all of them.
#' @param method How the response model is fitted: `"firth"` by penalised
#'   likelihood, which gives finite odds in a small cohort too (Firth 1993;
#'   Heinze and Schemper 2002), with the intercept refitted so that the
#'   expected number who stay is the number who did (Puhr and others 2017);
#'   `"ml"` by maximum likelihood, as [stats::glm()] does.
#' @param conf_level Level of the intervals of the odds ratios, between 0 and 1.
#'
#' @return `attrition()` gives a data frame of class `pairwave_attrition`, a row
#'   per statistic: `compare`, `contrast` (`NA` for linkage), `from`, `to`,
#'   `variable`, `label`, `level`, `group` (`"stayed"` and `"lost"`, or
#'   `"linked"` and `"unlinked"`; `NA` where both enter), `statistic`,
#'   `estimate`, `conf_low`, `conf_high`, `n`, `rule` and `note` (why an
#'   estimate is `NA`, or what weakens it). Statistics are `n`; for a scale
#'   `mean` and `sd`; for a demographic `count` and `share` of each level; `smd`,
#'   the standardised difference; and for follow-up `odds_ratio` of staying,
#'   `weight_min`, `weight_max` and `effective_n`.
#'
#'   `response_weights()` gives a data frame with `person`, `contrast`, `from`,
#'   `to` and `weight`, a row for each person who stayed.
#'
#' @details
#' A person stayed when a usable record of theirs (an item answered) is in both
#' waves. One who answered again under a code that could not be linked counts
#' as lost, which is why the linkage table belongs beside this one.
#'
#' For scores the standardised difference is stayed less lost (linked less
#' unlinked), over `sqrt((s1^2 + s2^2) / 2)`. Demographics are those given up to
#' the earlier wave (in the wave itself for linkage); for each it is the
#' Mahalanobis distance of the two sets of shares, without a sign (Yang and
#' Dalton 2012, eq. 4); not answering, and not being asked, are levels of their
#' own.
#'
#' In the response model a missing score is set to the mean and marked by a
#' coefficient of its own. A weight is the share who stayed over the person's
#' fitted probability of staying; their effective number is
#' `sum(w)^2 / sum(w^2)` (Kish 1965). Weights mend only what the predictors
#' know.
#' @section Errors: `pairwave_error_argument` for an unknown scale or column,
#'   and for `response_weights()` `pairwave_error_disclosure` where the study has
#'   a disclosure profile: a weight is about one person.
#' @references
#' Firth, D. (1993) Bias reduction of maximum likelihood estimates.
#' *Biometrika* 80, 27-38.
#'
#' Heinze, G. and Schemper, M. (2002) A solution to the problem of separation
#' in logistic regression. *Statistics in Medicine* 21, 2409-2419.
#'
#' Puhr, R. and others (2017) Firth's logistic regression with rare events:
#' accurate effect estimates and predictions? *Statistics in Medicine* 36,
#' 2302-2317.
#'
#' Yang, D. and Dalton, J. E. (2012) A unified approach to measuring the effect
#' size between two groups using SAS. *SAS Global Forum* 2012, paper 335.
#' @export
#' @examples
#' cohort <- read_cohort(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' )
#' lost <- attrition(cohort)
#' lost
#' head(response_weights(lost))
#' attrition(cohort, compare = "linkage")
attrition <- function(x, ...) UseMethod("attrition")

#' @rdname attrition
#' @export
attrition.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be a cohort.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "{.fun read_cohort} makes a cohort."),
    "argument"
  )
}

#' @rdname attrition
#' @export
attrition.pairwave_cohort <- function(x, ...,
                                      compare = c("follow_up", "linkage"),
                                      predictors = NULL,
                                      method = c("firth", "ml"),
                                      conf_level = 0.95) {
  rlang::check_dots_empty()
  compare <- rlang::arg_match(compare)
  method <- rlang::arg_match(method)
  check_conf_level(conf_level)
  predictors <- check_predictors(x$study, predictors)
  need_waves(x$study, "Attrition")
  if (compare == "linkage") {
    rows <- lapply(names(x$surveys), compare_linkage, cohort = x)
    return(new_attrition(do.call(rbind, rows), x))
  }
  at <- wave_contrasts(names(x$surveys))
  parts <- Map(function(from, to) {
    follow_up(x, from, to, predictors, method, conf_level)
  }, names(x$surveys)[at$from], names(x$surveys)[at$to])
  out <- new_attrition(do.call(rbind, lapply(parts, `[[`, "rows")), x)
  attr(out, "model") <- list(predictors = predictors, method = method)
  # A weight is about one person.
  if (is_protecting(disclosure_profile(x$study$disclosure))) return(out)
  attr(out, "weights") <- do.call(
    rbind, c(unname(lapply(parts, `[[`, "weights")), make.row.names = FALSE)
  )
  out
}

#' @rdname attrition
#' @export
response_weights <- function(x) {
  weights <- attr(x, "weights")
  if (inherits(x, "pairwave_attrition") && !is.null(attr(x, "model"))) {
    check_microdata_allowed(attr(x, "disclosure"), "Weights of single people")
  }
  if (!inherits(x, "pairwave_attrition") || is.null(weights)) {
    abort_pairwave(
      c("{.arg x} must be the result of {.fn attrition} for follow-up.",
        x = if (inherits(x, "pairwave_attrition")) {
          "It compares the linked with the unlinked, and has no weights."
        } else {
          "It is {.obj_type_friendly {x}}."
        }),
      "argument"
    )
  }
  weights
}

new_attrition <- function(rows, cohort) {
  rows <- protect_attrition(rows, cohort)
  new_result(
    rows, "pairwave_attrition",
    wave_labels = study_wave_labels(cohort$study)
  )
}

check_predictors <- function(study, predictors, call = rlang::caller_env()) {
  columns <- vapply(study$demographics, `[[`, "", "column")
  known <- unique(c(names(study$scales), columns))
  if (is.null(predictors)) {
    return(known)
  }
  if (!is.character(predictors) || anyNA(predictors)) {
    abort_pairwave(
      c("{.arg predictors} must be names of scales and demographic columns.",
        x = "It is {.obj_type_friendly {predictors}}."),
      "argument", call = call
    )
  }
  check_known(
    predictors, known,
    "Every one of {.arg predictors} must be a scale or a demographic column of the study.",
    "scale or column", call = call
  )
  unique(predictors)
}

# Each demographic of the study as a factor over the cohort's people, by the
# first answer in the waves given: the undisclosed and the missing are levels
# of their own, and so are the people who answered none of the waves that
# asked. A column that no such wave has is left out.
demographic_answers <- function(cohort, waves) {
  study <- cohort$study
  undisclosed <- study$undisclosed$label
  if (is.null(undisclosed)) undisclosed <- "Undisclosed"
  codes <- withheld_codes(c(as.list(study$undisclosed$codes), undisclosed))
  columns <- vapply(study$demographics, `[[`, "", "column")
  out <- lapply(stats::setNames(study$demographics, columns), function(entry) {
    asked <- waves[vapply(cohort$surveys[waves], function(survey) {
      entry$column %in% names(survey)
    }, NA)]
    if (!length(asked)) {
      return(NULL)
    }
    x <- first_answers(lapply(cohort$surveys[asked], `[[`, entry$column),
                       cohort$people[asked])
    answers <- answer_levels(x)
    withheld <- matches_code(answers$code, answers$label, codes) |
      is_declared_missing(answers$value, x)
    level <- answers$text[match(answers$of_row, answers$value)]
    level[answers$of_row %in% answers$value[withheld]] <- undisclosed
    level[is.na(level)] <- if (isTRUE(entry$undisclosed)) undisclosed else "Missing"
    level[rowSums(!is.na(cohort$people[asked])) == 0] <- "Not asked"
    known <- unique(c(answers$text[!withheld], undisclosed, "Missing", "Not asked"))
    list(
      label = if (is.null(entry$label)) entry$column else entry$label,
      answer = factor(level, known)
    )
  })
  out[!vapply(out, is.null, NA)]
}

attrition_rows <- function(variable, statistic, estimate, ..., label = NA,
                           level = NA, group = NA, conf_low = NA_real_,
                           conf_high = NA_real_, n = NA, rule, note = NA) {
  rlang::check_dots_empty()
  data.frame(
    variable = as.character(variable), label = as.character(label),
    level = as.character(level), group = as.character(group),
    statistic = statistic, estimate = as.double(estimate),
    conf_low = conf_low, conf_high = conf_high, n = as.integer(n),
    rule = rule, note = as.character(note), row.names = NULL
  )
}

# Everything about one contrast: the comparison, the model and the weights.
follow_up <- function(cohort, from, to, predictors, method, conf_level) {
  there <- usable_records(cohort, from)
  stayed <- (there & usable_records(cohort, to))[there]
  known <- known_before(cohort, there, from, earlier_waves(cohort, from))
  rows <- compare_groups(stayed, c("stayed", "lost"), known)
  use <- lapply(known, function(x) lapply(x[intersect(predictors, names(x))], `[[`, "answer"))
  model <- response_model(stayed, use$scores, use$asked, method, conf_level)
  contrast <- contrast_name(from, to)
  rows <- rbind(rows, model$rows)
  list(
    rows = data.frame(compare = rep("follow_up", nrow(rows)), contrast = contrast,
                      from = from, to = to, rows),
    weights = data.frame(
      person = cohort$people$person[there][stayed],
      contrast = rep(contrast, sum(stayed)), from = rep(from, sum(stayed)),
      to = rep(to, sum(stayed)), weight = model$weights
    )
  )
}

compare_linkage <- function(cohort, wave) {
  people <- cohort$people
  waves <- names(cohort$surveys)
  there <- !is.na(people[[wave]])
  linked <- rowSums(!is.na(people[setdiff(waves, wave)])) > 0
  known <- known_before(cohort, there, wave, wave)
  rows <- compare_groups(linked[there], c("linked", "unlinked"), known)
  data.frame(compare = rep("linkage", nrow(rows)), contrast = NA_character_,
             from = wave, to = NA_character_, rows)
}

# What is known of some people: their scores in one wave, and what they
# answered about themselves in some waves; each with its label.
known_before <- function(cohort, there, wave, waves) {
  list(
    scores = lapply(cohort$study$scales, function(scale) {
      list(label = scale$label,
           answer = scores_wide(cohort, scale$name)[[wave]][there])
    }),
    asked = lapply(demographic_answers(cohort, waves), function(one) {
      list(label = one$label, answer = droplevels(one$answer[there]))
    })
  )
}

earlier_waves <- function(cohort, wave) {
  waves <- names(cohort$surveys)
  waves[seq_len(match(wave, waves))]
}

# `first` says who is in the first of the two groups.
compare_groups <- function(first, groups, known) {
  rows <- list(attrition_rows(
    NA, "n", c(sum(first), sum(!first)), group = groups, n = length(first),
    rule = "people with a usable record"
  ))
  compare <- function(with, part) {
    Map(function(one, name) {
      with(one$answer, first, groups, name, one$label)
    }, part, names(part))
  }
  do.call(rbind, unname(c(
    rows, compare(compare_scores, known$scores),
    compare(compare_answers, known$asked)
  )))
}

compare_scores <- function(score, first, groups, variable, label) {
  parts <- list(score[first & !is.na(score)], score[!first & !is.na(score)])
  n <- lengths(parts)
  mean <- vapply(parts, function(x) if (length(x)) base::mean(x) else NA_real_, 0)
  sd <- vapply(parts, function(x) if (length(x) > 1) stats::sd(x) else NA_real_, 0)
  smd <- (mean[1] - mean[2]) / sqrt(sum(sd^2) / 2)
  why <- if (any(n < 2)) {
    "fewer than 2 scores in a group"
  } else if (sum(sd) == 0) {
    "no variance in either group"
  } else {
    NA
  }
  rbind(
    attrition_rows(variable, "mean", mean, label = label, group = groups, n = n,
                   rule = "scores in the earlier wave",
                   note = ifelse(n < 1, "nobody has a score", NA)),
    attrition_rows(variable, "sd", sd, label = label, group = groups, n = n,
                   rule = "scores in the earlier wave, n - 1",
                   note = ifelse(n < 2, "fewer than 2 scores", NA)),
    attrition_rows(variable, "smd", if (is.na(why)) smd else NA, label = label,
                   n = sum(n), rule = "over sqrt((s1^2 + s2^2) / 2)", note = why)
  )
}

compare_answers <- function(answer, first, groups, variable, label) {
  levels <- levels(answer)
  if (!length(levels)) {
    return(attrition_rows(variable, "smd", NA, label = label, n = 0,
                          rule = "Yang-Dalton distance of shares",
                          note = "nobody is in either group"))
  }
  counts <- rbind(tabulate(answer[first], length(levels)),
                  tabulate(answer[!first], length(levels)))
  n <- rowSums(counts)
  group <- rep(groups, length(levels))
  level <- rep(levels, each = 2)
  distance <- share_distance(counts)
  rbind(
    attrition_rows(variable, "count", counts, label = label, level = level,
                   group = group, n = n, rule = "people"),
    attrition_rows(variable, "share", counts / n, label = label, level = level,
                   group = group, n = n, rule = "share of the group",
                   note = ifelse(rep(n, length(levels)) > 0, NA, "the group is empty")),
    attrition_rows(variable, "smd", distance$value, label = label, n = sum(n),
                   rule = "Yang-Dalton distance of shares", note = distance$note)
  )
}

# Yang and Dalton 2012, eq. 4: sqrt((p - q)' S^-1 (p - q)) over all levels but
# one, S the mean of the two multinomial covariances. A row of counts a group.
share_distance <- function(counts) {
  counts <- counts[, colSums(counts) > 0, drop = FALSE]
  if (any(rowSums(counts) == 0)) {
    return(list(value = NA_real_, note = "a group is empty"))
  }
  if (ncol(counts) < 2) {
    return(list(value = 0, note = NA))
  }
  share <- (counts / rowSums(counts))[, -1, drop = FALSE]
  spread <- function(p) diag(p, length(p)) - tcrossprod(p)
  spreads <- (spread(share[1, ]) + spread(share[2, ])) / 2
  apart <- share[1, ] - share[2, ]
  if (rcond(spreads) < 1e-12) {
    return(list(
      value = if (all(abs(apart) < 1e-12)) 0 else NA_real_,
      note = if (all(abs(apart) < 1e-12)) NA else "every answer of a group is the same, so shares have no variance"
    ))
  }
  list(value = sqrt(sum(apart * solve(spreads, apart))), note = NA)
}

# ---- the printed table -----------------------------------------------------

#' @export
as_print_table.pairwave_attrition <- function(x, ...) {
  frame <- as.data.frame(x)
  keys <- paste(frame$from, frame$to)
  parts <- lapply(split(frame, factor(keys, unique(keys))), attrition_cells,
                  labels = attr(x, "wave_labels"), mark = disclosure_mark(x))
  groups <- if (frame$compare[1] == "linkage") c("Linked", "Not linked")
            else c("Stayed", "Lost")
  new_print_table(
    do.call(rbind, parts), align = c("l", "l", "r", "r", "r"),
    head = c("", "", groups, "SMD"), row_heads = 2L,
    notes = c(attrition_notes(frame, attr(x, "wave_labels")), figure_notes(x))
  )
}

attrition_cells <- function(part, labels, mark) {
  of <- function(statistic, variable = NA, level = NA) {
    part$estimate[part$statistic == statistic & part$variable %in% variable &
                    part$level %in% level]
  }
  row <- function(title, level, cells, smd = "") {
    data.frame(title = title, level = level, first = cells[1],
               second = cells[2], smd = smd, stringsAsFactors = FALSE)
  }
  title <- if (is.na(part$to[1])) labels[[part$from[1]]] else
    contrast_name(labels[[part$from[1]]], labels[[part$to[1]]])
  rows <- list(row(title, "", paste("n =", vapply(of("n"), people_text, "", mark = mark))))
  compared <- part[part$statistic == "smd", ]
  for (i in seq_len(nrow(compared))) {
    variable <- compared$variable[i]
    smd <- decimals(compared$estimate[i])
    name <- paste0("  ", compared$label[i])
    mean <- of("mean", variable)
    if (length(mean)) {
      sd <- of("sd", variable)
      cells <- ifelse(is.na(mean), dash(),
                      paste0(vapply(mean, decimals, ""), " (",
                             vapply(sd, decimals, ""), ")"))
      rows <- c(rows, list(row(name, "M (SD)", cells, smd)))
      next
    }
    levels <- unique(part$level[part$variable %in% variable & part$statistic == "count"])
    for (level in levels) {
      n <- of("count", variable, level)
      total <- part$n[part$statistic == "count" & part$variable %in% variable &
                        part$level %in% level]
      cells <- mapply(function(n, total, share) {
        if (is.na(n)) mark else if (total == 0) dash() else
          if (is.na(share)) format(n) else format_n_percent(n, percent_of(n, total))
      }, n, total, of("share", variable, level))
      first <- level == levels[1]
      rows <- c(rows, list(row(if (first) name else "", level, cells,
                               if (first) smd else "")))
    }
  }
  do.call(rbind, rows)
}

attrition_notes <- function(frame, labels) {
  linkage <- frame$compare[1] == "linkage"
  weak <- unique(frame$note[!is.na(frame$note) & !is.na(frame$estimate)])
  c(
    if (linkage) {
      paste(
        "Linked were found in at least one other wave. Scores and demographics",
        "are those given in the wave itself, so that not being linked does not",
        "make them missing."
      )
    } else {
      paste(
        "Stayed answered both waves and were linked; lost answered the earlier",
        "one only, or again under a code that could not be linked. Scores are",
        "those of the earlier wave, demographics those given up to then."
      )
    },
    paste(
      "SMD is the standardised difference: for scores over",
      "sqrt((s1^2 + s2^2) / 2), for shares by Yang and Dalton (2012), without",
      "a sign."
    ),
    if (!linkage) weight_notes(frame, labels),
    absence_note(frame$note[frame$statistic == "smd"]),
    if (length(weak)) paste0(sentence(weak), ".")
  )
}

weight_notes <- function(frame, labels) {
  keys <- paste(frame$from, frame$to)
  lines <- vapply(split(frame, factor(keys, unique(keys))), function(part) {
    of <- function(statistic) part$estimate[part$statistic == statistic]
    name <- contrast_name(labels[[part$from[1]]], labels[[part$to[1]]])
    if (is.na(of("effective_n"))) {
      return(paste0(name, ": no weights, ",
                    part$note[part$statistic == "effective_n"]))
    }
    if (is.na(of("weight_min"))) return(paste0(name, ": held back"))
    paste0(name, ": ", decimals(of("weight_min")), " to ",
           decimals(of("weight_max")), ", worth ", decimals(of("effective_n"), 1),
           " of ", part$n[part$statistic == "effective_n"], " people")
  }, "")
  paste0("Weights for those who stayed, ",
         part_rule(frame), ". ", paste(lines, collapse = "; "), ".")
}

part_rule <- function(frame) frame$rule[frame$statistic == "effective_n"][1]

sentence <- function(text) {
  paste0(toupper(substr(text, 1, 1)), substring(text, 2))
}
