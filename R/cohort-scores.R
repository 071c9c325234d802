# Scores the scales of a cohort, and lays scores out by wave.

# The people who have a score, in the order of scale_answers().
scale_people <- function(scores, scale) {
  unique(scores$person[scores$scale == scale & !is.na(scores$person)])
}

# One vector per wave, a place for each person who has a score.
scale_answers <- function(scores, scale, waves) {
  people <- scale_people(scores, scale)
  scores <- scores[scores$scale == scale & !is.na(scores$person), ]
  answers <- lapply(waves, function(wave) {
    here <- scores[as.character(scores$wave) == wave, ]
    as.double(here$score[match(people, here$person)])
  })
  stats::setNames(answers, waves)
}

# Scores of every scale for every respondent who stands for a person.
score_cohort <- function(study, surveys, respondents) {
  theirs <- frame_rows(respondents, !is.na(respondents$person))
  parts <- list()
  for (scale in study$scales) {
    for (wave in names(surveys)) {
      who <- frame_rows(theirs, which(theirs$wave == wave))
      who <- frame_rows(who, order(who$person))
      score <- tryCatch(
        score_scale(surveys[[wave]], scale$items, range = scale$range,
                    reverse = scale$reverse, score = scale$score,
                    min_items = scale$min_items),
        pairwave_error_score = function(cnd) {
          abort_pairwave(
            "Can't score {.field {scale$name}} in wave {.field {wave}}.",
            "score", parent = cnd, call = NULL
          )
        }
      )
      parts[[length(parts) + 1]] <- new_frame(list(
        person = who$person, wave = who$wave, scale = rep(scale$name, nrow(who)),
        score = score$score[who$row], n_answered = score$n_answered[who$row]
      ))
    }
  }
  if (!length(parts)) {
    return(data.frame(
      person = integer(), wave = factor(character(), names(surveys)),
      scale = character(), score = double(), n_answered = integer()
    ))
  }
  stack_frames(parts)
}

# The scores of one scale, a row per person and a column per wave in time
# order; NA where the person has no score.
scores_wide <- function(cohort, scale) {
  wide <- cohort$people["person"]
  scores <- cohort$scores[cohort$scores$scale == scale, ]
  for (wave in names(cohort$surveys)) {
    one <- scores[scores$wave == wave, ]
    wide[[wave]] <- one$score[match(wide$person, one$person)]
  }
  wide
}
