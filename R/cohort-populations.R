# Picks the people whom a table is about, whom a word such as "linked" stands for.

# Which people gave a usable record in a wave: a record that stands for them,
# with an answer to an item of a scale. Without scales every record is usable.
usable_records <- function(cohort, wave) {
  people <- cohort$people
  there <- !is.na(people[[wave]])
  if (!length(cohort$study$scales)) {
    return(there)
  }
  scores <- cohort$scores[as.character(cohort$scores$wave) == wave, ]
  there & people$person %in% scores$person[scores$n_answered > 0]
}

# Tells whether each person counts as an attender by the study's rule.
attenders <- function(cohort) {
  attended <- cohort$people$attended
  !is.na(attended) & attended >= cohort$study$attendance$at_least
}

# Finds what `who` may say of a cohort. A wave or group of the study comes before the
# package's own words.
known_people <- function(cohort) {
  people <- cohort$people
  groups <- names(people)[vapply(people, is.logical, NA)]
  unique(c(
    "everyone", "linked",
    if (!is.null(cohort$study$attendance)) "attended", "answered",
    cohort_waves(cohort), groups
  ))
}

cohort_waves <- function(cohort) {
  intersect(names(cohort$surveys), names(cohort$people))
}

# All the sets of people that `who` can name, in a fixed order, each as a
# logical vector; empty ones are left out. Waves are joined in the study's order.
every_population <- function(cohort) {
  known <- known_people(cohort)
  waves <- cohort_waves(cohort)
  joined <- unlist(lapply(seq_along(waves)[-1], function(size) {
    utils::combn(waves, size, paste, collapse = "+")
  }))
  groups <- setdiff(known, c("everyone", "linked", "attended", "answered", waves))
  named <- c("everyone", "linked", groups,
             setdiff(known, c("everyone", "linked", groups)), joined)
  sets <- lapply(stats::setNames(nm = unique(named)), function(one) {
    tryCatch(one_set(cohort, one, known, NULL),
                     pairwave_error_people = function(cnd) NULL)
  })
  as_members(lapply(sets[lengths(sets) > 0], `[[`, "members"), nrow(cohort$people))
}

# Everyone, and the sets of people in a data frame that a table is about.
frame_populations <- function(x, members) {
  as_members(c(list(everyone = NULL), members[names(members) != "everyone"]),
             nrow(x))
}

as_members <- function(sets, n) {
  lapply(sets, function(members) {
    if (is.null(members)) rep(TRUE, n) else members %in% TRUE
  })
}

# The sets of people that `who` names: a named list of logical vectors, NULL
# standing for everyone, and in `text` how a note calls each: its attribute `said` has the
# template of each and its values, for a reader of another language.
choose_people <- function(cohort, who, call = rlang::caller_env()) {
  known <- known_people(cohort)
  if (!is.character(who) || !length(who) || anyNA(who)) {
    abort_pairwave(
      c("{.arg who} must be {.or {.val {known}}}, or several of them.",
        x = "It is {.obj_type_friendly {who}}."),
      topic = "people", call = call
    )
  }
  chosen <- lapply(who, function(one) one_set(cohort, one, known, call))
  list(members = stats::setNames(lapply(chosen, `[[`, "members"), who),
       text = structure(vapply(chosen, `[[`, "", "text"), said = lapply(chosen, `[[`, "said")))
}

one_set <- function(cohort, who, known, call) {
  people <- cohort$people
  waves <- cohort_waves(cohort)
  parts <- strsplit(who, "+", fixed = TRUE)[[1]]
  if (!who %in% known && length(parts) > 1 && all(parts %in% waves)) {
    both <- rowSums(is.na(people[parts])) == 0
    return(check_anybody(
      both, paste("people who answered", paste(parts, collapse = " and ")),
      who, call, list("people who answered {waves}", waves = parts)
    ))
  }
  if (!who %in% known) {
    abort_pairwave(
      c("{.arg who} must be {.or {.val {known}}}, or several of them.",
        x = "It is {.val {who}}.",
        did_you_mean(who, known),
        i = "Waves joined by {.val +} stand for the people who answered all of them."),
      topic = "people", call = call
    )
  }
  answered <- function() rowSums(!is.na(people[waves]))
  if (who %in% waves) {
    check_anybody(!is.na(people[[who]]), paste("people who answered", who), who,
                  call, list("people who answered {waves}", waves = who))
  } else if (is.logical(people[[who]])) {
    check_anybody(people[[who]] %in% TRUE, paste("people in", who), who, call,
                  list("people in {group}", group = who))
  } else {
    switch(who,
      everyone = list(members = NULL, text = "everyone", said = list("everyone")),
      linked = check_anybody(answered() >= 2, "people with at least two waves",
                             who, call),
      answered = check_anybody(answered() >= 1,
                               "people who answered at least one wave", who, call),
      attended = check_anybody(
        attenders(cohort), attendance_text(cohort), who, call,
        list("people who attended at least {sessions}",
             sessions = cohort$study$attendance$at_least)
      )
    )
  }
}

attendance_text <- function(cohort) {
  least <- cohort$study$attendance$at_least
  paste("people who attended at least", least,
        if (least == 1) "session" else "sessions")
}

# The sets of people in a data frame: logical columns, or everyone.
choose_rows <- function(x, who, call) {
  known <- c("everyone", names(x)[vapply(x, is.logical, NA)])
  if (!is.character(who) || !length(who) || anyNA(who)) {
    abort_pairwave(
      c("{.arg who} must name logical columns, or be {.val everyone}.",
        x = "It is {.obj_type_friendly {who}}."),
      topic = "people", call = call
    )
  }
  chosen <- lapply(who, function(one) {
    if (!one %in% known) {
      abort_pairwave(
        c("{.arg who} must name logical columns, or be {.val everyone}.",
          x = "There is no such column as {.val {one}}.",
          did_you_mean(one, known)),
        topic = "people", call = call
      )
    }
    if (one == "everyone") return(list(members = NULL, text = "everyone", said = list("everyone")))
    check_anybody(x[[one]] %in% TRUE, paste("people in", one), one, call,
                  list("people in {group}", group = one))
  })
  list(members = stats::setNames(lapply(chosen, `[[`, "members"), who),
       text = structure(vapply(chosen, `[[`, "", "text"), said = lapply(chosen, `[[`, "said")))
}

check_anybody <- function(members, text, who, call, said = list(text)) {
  if (!any(members)) {
    abort_pairwave(
      c("There must be at least one person to count.",
        x = "{.val {who}} stands for nobody here.",
        i = if (identical(who, "linked")) {
          "People are linked who answered two waves under one code."
        }),
      topic = "people",
      call = call
    )
  }
  list(members = members, text = text, said = said)
}
