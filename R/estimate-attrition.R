# Who was lost, and what the lost were like before.

# Each demographic of the study, its label and answers over the cohort's people, as far
# as some waves asked them. A column that no such wave has is left out.
demographics_before <- function(cohort, waves) {
  entries <- cohort$study$demographics
  names(entries) <- vapply(entries, `[[`, "", "column")
  out <- lapply(entries, function(entry) {
    answer <- demographic_answers(cohort, entry, waves)
    if (!is.null(answer)) list(label = entry$label %||% entry$column, answer = answer)
  })
  out[lengths(out) > 0]
}

attrition_rows <- function(variable, statistic, estimate, ..., label = NA,
                           level = NA, group = NA, conf_low = NA_real_,
                           conf_high = NA_real_, n = NA, method,
                           interval = NA_character_, reason = NA) {
  check_dots_empty()
  frame_of(
    variable = as.character(variable), label = as.character(label),
    level = as.character(level), group = as.character(group),
    statistic = statistic, estimate = as.double(estimate),
    conf_low = conf_low, conf_high = conf_high, n = as.integer(n),
    method = method, interval = interval, reason = as.character(reason),
    about = NA_character_
  )
}

# Every contrast: the `rows` of the result, and the `weights` of those who stayed, with
# the response models that gave them as an attribute.
estimate_follow_up <- function(cohort, predictors, method, conf_level = 0.95) {
  waves <- names(cohort$surveys)
  at <- study_contrasts(cohort$study)
  parts <- Map(function(from, to) {
    follow_up(cohort, from, to, predictors, method, conf_level)
  }, waves[at$from], waves[at$to])
  weights <- do.call(
    rbind, c(unname(lapply(parts, `[[`, "weights")), make.row.names = FALSE)
  )
  attr(weights, "response") <- stats::setNames(
    lapply(parts, `[[`, "response"), contrast_name(waves[at$from], waves[at$to])
  )
  list(rows = stack_frames(lapply(parts, `[[`, "rows")), weights = weights)
}

# The linked against the unlinked in every wave.
estimate_linkage <- function(cohort) {
  stack_frames(lapply(names(cohort$surveys), compare_linkage, cohort = cohort))
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
  rows <- stack_frames(list(rows, model$rows))
  people <- cohort$people$person[there]
  list(
    response = if (!is.null(model$response)) {
      c(model$response, list(
        person = people, weights = replace(rep(NA_real_, length(people)), stayed, model$weights)
      ))
    },
    rows = frame_of(compare = rep("follow_up", nrow(rows)), contrast = contrast,
                    from = from, to = to, rows),
    weights = frame_of(
      person = people[stayed],
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
  frame_of(compare = rep("linkage", nrow(rows)), contrast = NA_character_,
           from = wave, to = NA_character_, rows)
}

# Finds what is known of some people: their scores in one wave, and what they
# answered about themselves in some waves; each with its label.
known_before <- function(cohort, there, wave, waves) {
  list(
    scores = lapply(cohort$study$scales, function(scale) {
      list(label = scale$label,
           answer = scores_wide(cohort, scale$name)[[wave]][there])
    }),
    asked = lapply(demographics_before(cohort, waves), function(one) {
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
    method = "usable_records"
  ))
  compare <- function(with, part) {
    Map(function(one, name) {
      with(one$answer, first, groups, name, one$label)
    }, part, names(part))
  }
  stack_frames(c(
    rows, compare(compare_scores, known$scores),
    compare(compare_answers, known$asked)
  ))
}

compare_scores <- function(score, first, groups, variable, label) {
  parts <- list(score[first & !is.na(score)], score[!first & !is.na(score)])
  n <- lengths(parts)
  mean <- vapply(parts, function(x) if (length(x)) base::mean(x) else NA_real_, 0)
  sd <- vapply(parts, function(x) if (length(x) > 1) stats::sd(x) else NA_real_, 0)
  smd <- (mean[1] - mean[2]) / sqrt(sum(sd^2) / 2)
  why <- if (any(n < 2)) {
    "few_scores_group"
  } else if (sum(sd) == 0) {
    "constant_groups"
  } else {
    NA
  }
  stack_frames(list(
    attrition_rows(variable, "mean", mean, label = label, group = groups, n = n,
                   method = "earlier_scores", reason = ifelse(n < 1, "no_score", NA)),
    attrition_rows(variable, "sd", sd, label = label, group = groups, n = n,
                   method = "earlier_scores_sd",
                   reason = ifelse(n < 2, "few_scores", NA)),
    attrition_rows(variable, "smd", if (is.na(why)) smd else NA, label = label,
                   n = sum(n), method = "smd_average_sd", reason = why)
  ))
}

# Counts of every answer, and shares of those who were asked.
compare_answers <- function(answer, first, groups, variable, label) {
  levels <- levels(answer)
  asked <- levels != not_asked
  if (!any(asked)) {
    return(attrition_rows(variable, "smd", NA, label = label, n = 0,
                          method = "yang_dalton", reason = "nobody_in_groups"))
  }
  counts <- rbind(tabulate(answer[first], length(levels)),
                  tabulate(answer[!first], length(levels)))
  n <- rowSums(counts[, asked, drop = FALSE])
  group <- rep(groups, length(levels))
  level <- rep(levels, each = 2)
  distance <- share_distance(counts[, asked, drop = FALSE])
  in_share <- rep(asked, each = 2)
  stack_frames(list(
    attrition_rows(variable, "count", counts, label = label, level = level,
                   group = group, n = n, method = "people"),
    attrition_rows(variable, "share", ifelse(in_share, counts / n, NA), label = label,
                   level = level, group = group, n = n, method = "share_of_asked_group",
                   reason = ifelse(!in_share, "not_asked",
                                   ifelse(rep(n, length(levels)) > 0, NA, "group_empty"))),
    attrition_rows(variable, "smd", distance$value, label = label, n = sum(n),
                   method = "yang_dalton", reason = distance$reason)
  ))
}

# Yang and Dalton 2012, eq. 4: sqrt((p - q)' S^-1 (p - q)) over all levels but
# one, S the mean of the two multinomial covariances. A row of counts a group.
share_distance <- function(counts) {
  counts <- counts[, colSums(counts) > 0, drop = FALSE]
  if (any(rowSums(counts) == 0)) {
    return(list(value = NA_real_, reason = "a_group_empty"))
  }
  if (ncol(counts) < 2) {
    return(list(value = 0, reason = NA))
  }
  share <- (counts / rowSums(counts))[, -1, drop = FALSE]
  spread <- function(p) diag(p, length(p)) - tcrossprod(p)
  spreads <- (spread(share[1, ]) + spread(share[2, ])) / 2
  apart <- share[1, ] - share[2, ]
  if (rcond(spreads) < 1e-12) {
    return(list(
      value = if (all(abs(apart) < 1e-12)) 0 else NA_real_,
      reason = if (all(abs(apart) < 1e-12)) NA else "constant_answers"
    ))
  }
  list(value = sqrt(sum(apart * solve(spreads, apart))), reason = NA)
}
