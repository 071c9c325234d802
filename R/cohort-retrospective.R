# Scores a wave answered from memory: how people see, later, where they stood
# before.

# The scores of every scale that was asked in retrospect, in the form of the
# cohort's scores; NULL where the study has no retrospective wave.
score_retrospective <- function(study, surveys, respondents,
                                call = rlang::caller_env()) {
  if (length(study$retrospective)) retrospective_scores(study, surveys, respondents, call)
}

retrospective_scores <- function(study, surveys, respondents, call) {
  parts <- list()
  for (name in names(study$retrospective)) {
    entry <- study$retrospective[[name]]
    survey <- surveys[[entry$asked_in]]
    who <- respondents[respondents$wave == entry$asked_in &
                         !is.na(respondents$person), ]
    who <- who[order(who$person), ]
    asked <- asked_in_retrospect(study, entry, name, names(survey), call)
    for (scale in study$scales[asked]) {
      score <- tryCatch(
        score_scale(
          survey, retrospective_items(entry, scale$items), range = scale$range,
          reverse = retrospective_items(entry, scale$reverse)[seq_along(scale$reverse)],
          score = scale$score, min_items = scale$min_items
        ),
        pairwave_error_score = function(cnd) {
          abort_pairwave("Can't score {.field {scale$name}} in {.field {name}}.",
                         "score", parent = cnd, call = NULL)
        }
      )
      parts[[length(parts) + 1]] <- data.frame(
        person = who$person, wave = name, scale = scale$name,
        score[who$row, , drop = FALSE], row.names = NULL
      )
    }
  }
  do.call(rbind, parts)
}

# The scales all of whose items were asked in retrospect. Some of a scale's
# items, or none of any scale, is a slip of the study file.
asked_in_retrospect <- function(study, entry, name, columns, call) {
  found <- lapply(study$scales, function(scale) {
    retrospective_items(entry, scale$items) %in% columns
  })
  for (scale in names(found)) {
    if (any(found[[scale]]) && !all(found[[scale]])) {
      absent <- retrospective_items(entry, study$scales[[scale]]$items)[!found[[scale]]]
      abort_pairwave(
        c("{.field {name}} must ask every item of a scale that it asks.",
          x = "Wave {.field {entry$asked_in}} has no column {.field {absent[1]}} of
               the scale {.field {scale}}.",
          did_you_mean(absent[1], columns)),
        "cohort", call = call
      )
    }
  }
  asked <- names(found)[vapply(found, all, NA)]
  if (!length(asked)) {
    wanted <- retrospective_items(entry, study$scales[[1]]$items[1])
    abort_pairwave(
      c("{.field {name}} must ask at least one scale.",
        x = "Wave {.field {entry$asked_in}} has no column such as {.field {wanted}}.",
        did_you_mean(wanted, columns)),
      "cohort", call = call
    )
  }
  asked
}
