# Drafts the scales of a study: runs of columns that are answered alike. Every
# guess carries the reason that is written beside it.

# Columns of a platform's own, which no study asks about.
own_columns <- function(survey) {
  about <- attr(survey, "survey")
  if (is.null(about$platform)) {
    return(character())
  }
  layout <- platform_layouts()[[about$platform]]
  heading <- list(name = names(survey), header = about$headings[names(survey)])
  heading$header[is.na(heading$header)] <- ""
  patterns <- c(own_headings(layout), unlist(lapply(layout$notes, `[[`, "column")),
                layout$unanswered$except, layout$multiple$except,
                "start_?(date|time|language)", "last_?page", ".*_complete", "complete(_[0-9]+)?",
                "(user|start)_?language", "distribution_?channel", "collector_id", "points_.*",
                "feedback_.*", "total_points")
  c(fitting_columns(patterns, heading), about$respondent, about$completed)
}

answered_columns <- function(wave) {
  survey <- wave$survey
  names(survey)[vapply(survey, function(x) any(!is_missing_answer(x)), NA)]
}

# Runs of three or more columns side by side in the first wave that are answered
# alike, and are in every wave. What asks whether somebody reads on is passed over.
find_batteries <- function(waves) {
  survey <- waves[[1]]$survey
  members <- unlist(lapply(attr(survey, "survey")$mr_sets, `[[`, "variables"))
  aside <- c(own_columns(survey), members, identifying_columns(survey))
  columns <- setdiff(answered_columns(waves[[1]]), aside)
  attention <- columns[is_attention(survey_labels(survey)[columns])]
  columns <- setdiff(columns, attention)
  kind <- lapply(stats::setNames(nm = columns), function(name) answer_set(waves, name))
  place <- match(columns, setdiff(names(survey), attention))
  question <- grid_question(survey_labels(survey)[columns])
  # A stem that no other question has is a part of the item.
  question[!question %in% question[duplicated(question)]] <- ""
  run <- integer()
  number <- 0
  for (i in seq_along(columns)) {
    same <- i > 1 && place[i] == place[i - 1] + 1 && question[i] == question[i - 1] &&
      alike(kind[[i - 1]], kind[[i]]) && same_shape(columns[i - 1], columns[i])
    number <- number + !same
    run[i] <- number
  }
  runs <- split(columns, run)
  runs <- Filter(function(items) length(items) >= 3 && !is.null(kind[[items[1]]]), runs)
  unname(lapply(runs, function(items) {
    everywhere <- vapply(items, function(item) {
      all(vapply(waves, function(wave) item %in% answered_columns(wave), NA))
    }, NA)
    list(items = items[everywhere], only = items[!everywhere], kinds = kind[items[everywhere]])
  }))
}

# The words of each question, its name where the file has none.
survey_labels <- function(survey) {
  labels <- vapply(survey, function(x) squash(column_label(x) %||% ""), "")
  stats::setNames(ifelse(nzchar(labels), labels, names(survey)), names(survey))
}

draft_scales <- function(waves) {
  found <- Filter(function(x) length(x$items) >= 3, find_batteries(waves))
  scales <- do.call(c, c(list(list()), lapply(found, describe_battery, waves = waves)))
  names <- unique_names(vapply(scales, `[[`, "", "name"))
  stats::setNames(scales, names)
}

# The scales, those aside that could not be scored as they are drafted.
check_drafted <- function(scales, waves, codes) {
  lapply(scales, function(scale) {
    if (!isTRUE(scale$unordered)) scale$trouble <- unscorable(scale, waves, codes)
    scale
  })
}

# The texts of answers to items that decline.
declined_answers <- function(scales, waves) {
  items <- unlist(lapply(scales, `[[`, "items"), use.names = FALSE)
  texts <- unlist(lapply(waves, function(wave) {
    lapply(unclass(wave$survey)[intersect(items, names(wave$survey))], function(x) {
      c(names(column_labels(x)),
        if (is.character(bare_values(x))) unique(squash(as.character(plain_values(x)))))
    })
  }), use.names = FALSE)
  texts <- unique(texts[!is.na(texts)])
  texts[is_declining(texts)]
}

# The scales of a battery: one, or several where its items fall apart.
describe_battery <- function(battery, waves) {
  survey <- waves[[1]]$survey
  whole <- known_battery(battery, waves)
  scored <- is.null(whole$instrument) && !isTRUE(whole$unordered)
  apart <- if (scored) split_constructs(battery_answers(whole$items, whole, survey))
  if (is.null(apart)) return(list(finish_scale(whole, survey)))
  lapply(1:2, function(i) {
    part <- whole
    part$items <- apart$items[[i]]
    part$reason <- paste0(
      length(part$items), " of ", length(whole$items), " items side by side with the same ",
      "answers that fall in two: these hang together (alpha ", two_digits(apart$alpha[i]),
      "), and hardly with the others (r ", two_digits(apart$between), ")", whole$hint
    )
    part$only <- if (i == 1) whole$only
    finish_scale(part, survey)
  })
}

two_digits <- function(x) sprintf("%.2f", x)

# How a battery is answered, and whether an instrument is known by it.
known_battery <- function(battery, waves) {
  survey <- waves[[1]]$survey
  by <- battery$kinds[[1]]$by
  n <- length(battery$items)
  labels <- unname(survey_labels(survey)[battery$items])
  out <- list(items = battery$items, only = battery$only, by = by,
              name = battery_name(battery$items, survey))
  question <- unique(grid_question(labels))
  if (length(question) == 1 && nchar(question) > 3) out$label <- question
  said <- unique(unlist(lapply(battery$kinds, function(kind) kind$texts %||% names(kind$labels))))
  if (by != "texts") out$range <- range(unlist(lapply(battery$kinds, `[[`, "range")))
  instrument <- match_instrument(n, out$range, if (by %in% c("texts", "labels")) said, labels)
  if (!is.null(instrument)) {
    out[c("instrument", "name", "label", "min_items", "better")] <- list(
      instrument$name, text_name(instrument$label), instrument$label, instrument$min_items,
      instrument$better
    )
    out$reason <- paste0(
      n, if (instrument$worded) " items in the words" else " items answered alike, ",
      if (!instrument$worded) paste0(instrument$range[1], " to ", instrument$range[2], ":"),
      if (instrument$worded) " of the " else " as the ", instrument$label, " scale",
      if (!instrument$worded) " has"
    )
    return(out)
  }
  out$reason <- paste(n, "items side by side with the same answers")
  out$hint <- switch(by,
    numbers = "; the range is that of the answers seen: check it",
    numbered = "; the range is that of the numbers that the texts carry: check it"
  )
  if (by == "texts") {
    ordered <- answers_in_order(said)
    out$texts <- said
    out$answers <- ordered$answers
    out$unordered <- ordered$guess
    out$ends <- ordered$note
    if (!out$unordered) out$hint <- ", in texts: check their order"
  }
  if (by == "numbered" && runs_against_words(carried_number(said), said)) {
    out <- by_words_not_numbers(out, said)
  }
  if (by == "labels") out <- c(out, answers_of_labels(battery$kinds[[1]]$labels))
  out$reason <- paste0(out$reason, out$hint)
  out
}

# "1 - Strongly agree" to "5 - Strongly disagree": the words say which answer is high.
by_words_not_numbers <- function(scale, texts) {
  number <- carried_number(texts)
  scale$answers <- unname(texts[order(-number)])
  scale$range <- NULL
  scale$by <- "texts"
  scale$unordered <- length(texts) != diff(range(number)) + 1
  scale$hint <- ", in texts with numbers: check that none is missing"
  scale$ends <- paste0("Its numbers run against its words, so answers are scored by these: ",
                       scale$answers[length(texts)], " is high")
  scale
}

# What can be told of a scale once its items are known: those worded the other way, how
# many must be answered, and which end is the better one.
finish_scale <- function(scale, survey) {
  if (!is.null(scale$instrument)) return(scale)
  if (!isTRUE(scale$unordered)) {
    against <- items_against(battery_answers(scale$items, scale, survey))
    scale$reverse <- against$item[against$clear]
    scale$against <- against$item[!against$clear]
    scale$turned <- if (length(scale$reverse)) and_words(paste0(
      scale$reverse, " (r ", two_digits(against$r[against$clear]), ")"
    ))
  }
  # No manual is known.
  scale$min_items <- ceiling(length(scale$items) / 2)
  labels <- item_part(survey_labels(survey)[setdiff(scale$items, scale$reverse)])
  scale$better <- if (is_lower_better(c(scale$name, scale$label), labels)) "lower"
  scale
}

# Scales that ask for trouble: by the name, or by the words of half of the items.
is_lower_better <- function(name, labels) {
  words <- unlist(known_words("lower-is-better.yml"), use.names = FALSE)
  tells <- function(text) {
    text <- gsub("_", " ", lower_case(text), fixed = TRUE)
    found <- logical(length(text))
    for (word in words) {
      found <- found | grepl(paste0("(^|[^\\p{L}])", word), text, perl = TRUE)
    }
    # "I am not afraid" asks for the opposite.
    negated <- "(^|[^\\p{L}])(not|never|no|without|nicht|kein|keine)[^\\p{L}]"
    found & !grepl(negated, text, perl = TRUE)
  }
  any(tells(name)) || mean(tells(labels)) >= 0.5
}

# Says why a scale as drafted can't be scored, as a sentence; NULL where it can.
unscorable <- function(scale, waves, codes) {
  plan <- scale_to_score(scale)
  for (name in names(waves)) {
    outside <- NULL
    failed <- tryCatch({
      survey <- numbered_survey(plan, waves[[name]]$survey, name, codes)
      outside <- answers_outside(survey[plan$items], plan$range)
      score_scale(survey, plan$items, range = plan$range)
      NULL
    }, pairwave_error_score = identity)
    if (length(outside)) return(outside_words(outside, name, plan$range))
    if (!is.null(failed)) {
      found <- failed$body[names(failed$body) == "x"]
      found <- cli::ansi_strip(cli::format_inline(escape_braces(unlist(found)), collapse = FALSE))
      return(paste0("wave ", name, ": ", paste(found, collapse = " ")))
    }
  }
}

scale_to_score <- function(scale) {
  complete_scale(list(
    instrument = scale$instrument, items = scale$items,
    range = if (is.null(scale$instrument)) scale$range,
    answers = if (is.null(scale$instrument)) scale$answers
  ), scale$name)
}

numbered_survey <- function(plan, survey, wave, codes) {
  study <- list(scales = list(plan), undisclosed = list(codes = codes))
  number_texts(as_spss_numbers(survey), study, wave, "error", NULL)
}

# The codes beyond the points of scales, which stop their scoring, each with where it is.
codes_outside <- function(scales, waves) {
  found <- lapply(unname(scales), function(scale) {
    plan <- scale_to_score(scale)
    if (is.null(plan$range)) return(NULL)
    lapply(names(waves), function(wave) {
      survey <- tryCatch(numbered_survey(plan, waves[[wave]]$survey, wave, character()),
                         pairwave_error_score = function(e) NULL)
      codes <- code_text(sort(unique(unlist(answers_outside(survey[plan$items], plan$range)))))
      stats::setNames(rep(paste0("Beyond ", plan$range[1], " to ", plan$range[2], ", in ", wave),
                          length(codes)), codes)
    })
  })
  found <- unlist(found)
  found[!duplicated(names(found))]
}

# The different answers to each item that lie outside the range.
answers_outside <- function(columns, range) {
  found <- lapply(unclass(columns), function(x) {
    value <- unique(numeric_answers(x))
    value[!is.na(value) & (value < range[1] | value > range[2])]
  })
  found[names(columns)][lengths(found[names(columns)]) > 0]
}

outside_words <- function(outside, wave, range) {
  codes <- code_text(sort(unique(unlist(outside))))
  paste0(
    "Wave ", wave, ": outside ", range[1], " to ", range[2], " lies ",
    and_words(paste0(vapply(outside, function(x) paste(code_text(x), collapse = ", "), ""),
                     " (", names(outside), ")")),
    ". Correct the file, or let it count as missing by adding ", paste(codes, collapse = ", "),
    " to `undisclosed: codes`."
  )
}

battery_name <- function(items, survey) {
  question <- unique(grid_question(survey_labels(survey)[items]))
  stem <- sub("_+$", "", sub("[0-9]+[^0-9]*$", "", items[1]))
  if (length(question) == 1 && nzchar(question)) return(text_name(question, 24))
  if (grepl("^[Qq]?[0-9_]*$", stem) || !grepl("[0-9]", items[1])) return("scale")
  if (nchar(stem) > 1) text_name(stem, 24) else paste0("scale_", lower_case(stem))
}
