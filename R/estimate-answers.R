# How many people gave each possible answer to an item in each wave.

# An item with, for each wave that asked it, the position of each person's answer among
# the levels and who was `there`. `columns` has a column for each wave, NULL where the
# item was not asked; `declined` are the texts and codes of answers that are none; `best`
# is the end at which the best answers are, as they are given.
new_answered <- function(columns, item, there, range = NULL, nominal = FALSE,
                         declined = character(), best = "highest", call = rlang::caller_env()) {
  asked <- !vapply(columns, is.null, NA)
  columns <- columns[asked]
  masked <- vapply(columns, is_identifying, NA)
  if (any(masked)) {
    abort_pairwave(
      c("Answers that identify a person can't be counted.",
        x = "{.val {item}} of wave {.val {names(columns)[masked][1]}} identifies people."),
      "argument", call = call
    )
  }
  label <- shared_question(columns)
  known <- item_levels(columns)
  known$listed <- known$value %in% listed_answers(columns)
  known <- without_declined(known, declined)
  if (!is.null(range) && all(range == round(range))) known <- with_range(known, range)
  if (sum(!known$listed) > most_unlisted) abort_no_choices(item, known, call)
  check_few_levels(length(known$value), item, call)
  text <- vapply(columns, function(x) is.character(x) || is.factor(x), NA)
  ordered <- vapply(columns, is.ordered, NA)
  two <- length(known$text) == 2 && (known$declared || all(text) ||
                                       all(known$value %in% c("0", "1")))
  number <- suppressWarnings(as.numeric(known$value))
  list(
    item = item, label = if (length(label)) label else NA_character_,
    kind = if (two) "yes_no" else if (nominal || any(text & !ordered)) "nominal" else "ordered",
    known = known, there = there[asked], best = best,
    # Answers that are no numbers have their place among the possible ones.
    number = if (anyNA(number)) seq_along(number) else number
  )
}

# More answers that no file lists than this are texts, dates or measurements.
most_unlisted <- 25L

abort_no_choices <- function(item, known, call) {
  abort_pairwave(
    c("An item must have a few possible answers to be counted.",
      x = "{.val {item}} has {sum(!known$listed)} different ones, and no value labels.",
      i = "{.code demographics()} sums up numbers and cuts them into bands; texts must be
           coded first."),
    "column", call = call
  )
}

# The answers that a file or factor names, by their codes.
listed_answers <- function(columns) {
  unlist(lapply(columns, function(x) {
    if (is.factor(x)) return(levels(x))
    if (is.logical(x)) return(c("TRUE", "FALSE"))
    code_text(as.vector(column_labels(x)))
  }))
}

without_declined <- function(known, declined) {
  out <- plain_code(known$text) %in% declined | plain_code(known$value) %in% declined
  if (!any(out)) return(known)
  place <- replace(rep(NA_integer_, length(out)), which(!out), seq_len(sum(!out)))
  known$at <- lapply(known$at, function(at) place[at])
  parts <- c("value", "text", "listed")
  known[parts] <- lapply(known[parts], function(x) x[!out])
  known
}

# With every whole number of the range as a possible answer.
with_range <- function(known, range) {
  number <- suppressWarnings(as.numeric(known$value))
  if (anyNA(number) || diff(range) > most_levels) return(known)
  all <- sort(union(number, seq(range[1], range[2])))
  at <- match(all, number)
  text <- ifelse(is.na(at), code_text(all), known$text[at])
  known$at <- lapply(known$at, function(place) match(number[place], all))
  known$value <- code_text(all)
  known$text <- text
  known$listed <- all %in% seq(range[1], range[2]) | known$listed[at] %in% TRUE
  known
}

# The rows of one item: on everyone who answered it in a wave, and where several waves
# asked it of people who can be `followed` on those who answered it in each of them.
rows_of_answers <- function(answered, quartile_type, followed = TRUE) {
  waves <- names(answered$there)
  rows <- lapply(waves, function(wave) {
    answers_in_wave(answered, wave, answered$there[[wave]], "wave", quartile_type)
  })
  if (followed && length(waves) > 1) {
    always <- Reduce(`&`, lapply(answered$known$at[waves], Negate(is.na)))
    rows <- c(rows, lapply(waves, function(wave) {
      answers_in_wave(answered, wave, always, "every wave", quartile_type)
    }))
  }
  frame_of(item = answered$item, item_label = answered$label, kind = answered$kind,
           stack_frames(rows))
}

answers_in_wave <- function(answered, wave, among, who, quartile_type) {
  known <- answered$known
  at <- known$at[[wave]][among]
  levels <- length(known$value)
  count <- tabulate(at, levels)
  n <- sum(count)
  ordered <- answered$kind == "ordered"
  # Two of three are most of them.
  top <- if (ordered && levels > 3) switch(answered$best, highest = levels - 0:1, lowest = 1:2)
  row <- function(statistic, estimate, method, level = NA_character_,
                  level_label = NA_character_, about = NA_character_, listed = NA) {
    frame_of(who = who, wave = wave, level = level, level_label = level_label,
             listed = listed,
             statistic = statistic, estimate = estimate, n = n, percent = NA_real_,
             method = method, about = about)
  }
  counted <- row("count", as.double(count), "share_of_answered", known$value, known$text,
                 listed = known$listed)
  rows <- stack_frames(list(
    row("n", n, "answered_in_wave"),
    if (levels) counted,
    if (length(top)) row("top_two", sum(count[top]),
                         c(highest = "share_of_top_two",
                           lowest = "share_of_lowest_two")[[answered$best]],
                         about = paste(known$text[top], collapse = ", ")),
    if (ordered) row(
      c("median", "lower_quartile", "upper_quartile"),
      quartiles_of(answered$number, count, quartile_type)[c(2, 1, 3)],
      answer_quartile_methods[[paste(quartile_type)]]
    ),
    if (who == "wave") row("no_answer", sum(is.na(at)), "in_wave_unanswered")
  ))
  shares <- rows$statistic %in% c("count", "top_two")
  if (n) rows$percent[shares] <- percent_of(rows$estimate[shares], n)
  rows
}

# Where lower scores are better the best answers to an item are the lowest, and of a
# reversed item the highest.
best_answers <- function(direction, reversed) {
  if ((direction == "lower") != reversed) "lowest" else "highest"
}

# The items of the scales of a cohort, and other columns `items` of its surveys.
estimate_answers <- function(cohort, scales, items, nominal, quartile_type, call) {
  declined <- declined_codes(c(as.list(cohort$study$undisclosed$codes),
                               cohort$study$undisclosed$label))
  there <- lapply(cohort$people[names(cohort$study$waves)], Negate(is.na))
  of <- function(scale, label, items, range, reverse, direction) {
    stack_frames(lapply(items, function(item) {
      columns <- people_answers(cohort, item)
      columns[!vapply(cohort$surveys[names(columns)],
                      function(survey) item %in% names(survey), NA)] <- list(NULL)
      answered <- new_answered(columns, item, there, range, item %in% nominal, declined,
                               best_answers(direction, item %in% reverse), call)
      frame_of(scale = scale, label = label, direction = direction,
               rows_of_answers(answered, quartile_type, links_people(cohort$study)))
    }))
  }
  parts <- lapply(scales, function(name) {
    scale <- cohort$study$scales[[name]]
    of(name, scale_label(scale, name), scale$items, scale$range, scale$reverse,
       scale_direction(scale))
  })
  asked <- cohort$study$questions
  alone <- lapply(items, function(item) {
    question <- asked[[match(item, question_columns(cohort$study))]]
    rows <- of(NA_character_, NA_character_, item, question$range, character(),
               scale_direction(NULL))
    if (!is.null(question) && !is.na(question$label)) rows$item_label <- question$label
    rows
  })
  complete_answer_rows(stack_frames(c(parts, alone)))
}

complete_answer_rows <- function(frame) {
  frame$reason <- ifelse(is.na(frame$estimate), "no_answers", NA_character_)
  frame$setting <- rep(NA_real_, nrow(frame))
  about <- match("about", names(frame))
  frame[c(seq_len(about - 1), match(c("reason", "about", "setting"), names(frame)))]
}
