# Numbers shown beside the counts: scores and changes of the people who gave
# each answer. Each outcome has a `label` and a `value` for each person.

frame_outcomes <- function(x, outcomes, call) {
  if (is.null(outcomes)) return(list())
  if (!is.character(outcomes) || anyNA(outcomes)) {
    abort_pairwave(
      c("{.arg outcomes} must be column names.",
        x = "It is {.obj_type_friendly {outcomes}}."),
      topic = "input", call = call
    )
  }
  check_columns_exist(outcomes, names(x), "outcomes", call)
  label <- variable_labels(x, outcomes, NULL)
  lapply(seq_along(outcomes), function(i) {
    list(label = label[i],
         value = number_answers(x[[outcomes[i]]], outcomes[i], character(), call))
  })
}

# "scale" stands for its score in every wave, "scale: wave" for one of them,
# "scale: wave to wave" for the change between two.
cohort_outcomes <- function(cohort, outcomes, call) {
  if (is.null(outcomes)) return(list())
  if (!is.character(outcomes) || anyNA(outcomes)) {
    abort_pairwave(
      c("{.arg outcomes} must be texts such as {.val scale: pre to post}.",
        x = "It is {.obj_type_friendly {outcomes}}."),
      topic = "input", call = call
    )
  }
  unlist(lapply(outcomes, one_outcome, cohort = cohort, call = call),
         recursive = FALSE)
}

one_outcome <- function(cohort, text, call) {
  parts <- trimws(strsplit(text, ":", fixed = TRUE)[[1]])
  scales <- names(cohort$study$scales)
  waves <- names(cohort$surveys)
  if (!parts[1] %in% scales) {
    abort_pairwave(
      c("Each of {.arg outcomes} must begin with a scale: {.or {.val {scales}}}.",
        x = "It is {.val {text}}.", did_you_mean(parts[1], scales)),
      topic = "input", call = call
    )
  }
  named <- if (length(parts) == 1) as.list(waves) else {
    list(trimws(strsplit(parts[2], " to ", fixed = TRUE)[[1]]))
  }
  unknown <- setdiff(unlist(named), waves)
  if (length(unknown) || length(parts) > 2 || any(lengths(named) > 2)) {
    abort_pairwave(
      c("An outcome must be a scale, {.val scale: wave} or {.val scale: wave to wave}.",
        x = if (length(unknown)) "{.val {text}}: there is no wave {.val {unknown[1]}}."
            else "It is {.val {text}}.",
        if (length(unknown)) did_you_mean(unknown[1], waves)),
      topic = "input", call = call
    )
  }
  wide <- scores_wide(cohort, parts[1])
  scale <- cohort$study$scales[[parts[1]]]$label
  label <- study_wave_labels(cohort$study)
  lapply(named, function(at) {
    if (length(at) == 1) {
      return(list(label = paste0(scale, ", ", label[[at]]), value = wide[[at]]))
    }
    list(
      label = paste0(scale, ", ",
                     contrast_label(label[[at[1]]], label[[at[2]]])),
      value = wide[[at[2]]] - wide[[at[1]]]
    )
  })
}
