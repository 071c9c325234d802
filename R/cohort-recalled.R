# Takes a wave that was asked in retrospect alone out of the survey that asked it: the same
# rows, which are the same people.

# The surveys in the order of `waves`, with those of the `recalled` ones, as recalled_waves()
# gives them; one whose host could not be read is not there.
with_recalled_surveys <- function(surveys, recalled, waves, study, odd, call) {
  for (name in intersect(names(recalled), waves)) {
    host <- surveys[[recalled[[name]]]]
    if (is.null(host)) next
    surveys[[name]] <- recalled_survey(host, study, name, recalled[[name]], odd, call)
  }
  surveys[intersect(waves, names(surveys))]
}

# A column that asks another again, as of before, takes its name. Of the others those alone
# are kept that are about the person.
recalled_survey <- function(host, study, name, asked_in, odd, call) {
  entry <- study$waves[[name]]$recalled
  again <- retrospective_items(entry, names(host))
  asked <- names(host)[again %in% names(host)]
  items <- unlist(lapply(study$scales, `[[`, "items"), use.names = FALSE)
  absent <- setdiff(items, asked)
  if (length(absent) && odd == "error") {
    wanted <- retrospective_items(entry, absent[1])
    abort_pairwave(
      c("{.field {name}} must ask every item of the scales.",
        x = "Wave {.field {asked_in}} has no column {.field {wanted}}.",
        did_you_mean(wanted, names(host))),
      "cohort", call = call
    )
  }
  person <- c(study$id$column, unlist(lapply(study$demographics, entry_columns)),
              study$id$confirm)
  kept <- setdiff(intersect(names(host), person), asked)
  survey <- survey_columns(host, c(kept, retrospective_items(entry, asked)), c(kept, asked))
  number_texts(survey, study, name, odd, call)
}

# Some columns of a survey under other names; facts about its rows stay.
survey_columns <- function(survey, from, to) {
  facts <- attr(survey, "survey")
  columns <- unclass(survey)[from]
  facts[c("by_label", "odd_labels", "completed", "no_wave")] <- NULL
  structure(columns, names = to, class = class(survey),
            row.names = .set_row_names(nrow(survey)), survey = facts)
}

# The records of recalled waves, which are the rows of the wave that asked: the same people,
# of whom everybody is in both.
with_recalled_respondents <- function(linked, study) {
  recalled <- recalled_waves(study)
  if (length(recalled)) add_recalled_respondents(linked, recalled, names(study$waves)) else linked
}

add_recalled_respondents <- function(linked, recalled, waves) {
  respondents <- linked$respondents
  parts <- split(respondents, factor(respondents$wave, waves))
  for (name in names(recalled)) {
    parts[[name]] <- parts[[recalled[[name]]]]
    parts[[name]]$wave[] <- NA
  }
  n <- vapply(parts, nrow, 0L)
  out <- do.call(rbind, unname(parts))
  out$wave <- factor(rep(names(parts), n), waves)
  both <- out$wave %in% c(names(recalled), recalled) & !is.na(out$person)
  out$status[both] <- "linked"
  out$link[both & is.na(out$link)] <- "exact"
  linked$respondents <- out
  linked
}
