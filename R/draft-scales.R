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
# alike, and are in every wave.
find_batteries <- function(waves) {
  survey <- waves[[1]]$survey
  members <- unlist(lapply(attr(survey, "survey")$mr_sets, `[[`, "variables"))
  aside <- c(own_columns(survey), members, identifying_columns(survey))
  columns <- setdiff(answered_columns(waves[[1]]), aside)
  kind <- lapply(stats::setNames(nm = columns), function(name) answer_set(waves, name))
  place <- match(columns, names(survey))
  run <- integer()
  number <- 0
  for (i in seq_along(columns)) {
    same <- i > 1 && place[i] == place[i - 1] + 1 && alike(kind[[i - 1]], kind[[i]]) &&
      same_shape(columns[i - 1], columns[i])
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

# Says how a column is answered: `codes` and `texts` of labels, a `range` of whole
# numbers, or a few `texts`. NULL where it is none of these.
answer_set <- function(waves, name) {
  columns <- lapply(waves, function(wave) wave$survey[[name]])
  columns <- columns[lengths(columns) > 0]
  x <- columns[[1]]
  if (is.logical(x) || time_kind(x) > 0 || is.list(x)) {
    return(NULL)
  }
  # Texts of another wave say nothing about codes.
  columns <- Filter(function(y) is.numeric(bare_values(y)) == is.numeric(bare_values(x)), columns)
  values <- unique(unlist(lapply(columns, plain_values)))
  values <- values[!is.na(values)]
  labels <- substantive_labels(x)
  if (is.numeric(bare_values(x))) {
    if (any(values != round(values))) return(NULL)
    if (length(labels) >= 3 && length(labels) <= 11) {
      return(list(by = "labels", labels = labels, range = range(labels)))
    }
    if (length(labels)) return(NULL)
    if (length(values) < 2 || min(values) < 0 || max(values) > 10) return(NULL)
    return(list(by = "numbers", range = range(values)))
  }
  texts <- unique(squash(as.character(values)))
  texts <- texts[nzchar(texts) & !is_declining(texts)]
  if (length(texts) < 2 || length(texts) > 7 || all(!is.na(suppressWarnings(as.numeric(texts))))) {
    return(NULL)
  }
  list(by = "texts", texts = texts)
}

# The labels of answers that say something, as codes named by their texts.
substantive_labels <- function(x) {
  labels <- column_labels(x)
  if (length(labels) == 0 || !is.numeric(labels)) {
    return(numeric())
  }
  declared <- new_labelled_column(as.double(labels), na_values = column_na_values(x),
                                  na_range = column_na_range(x))
  labels[!is_missing_answer(declared) & !is_declining(names(labels))]
}

# "Prefer not to say" and the like, in the languages of inst/declining.yml.
is_declining <- function(text) {
  known <- declining_words()
  text <- gsub("\u2019", "'", lower_case(squash(as.character(text))), fixed = TRUE)
  found <- text %in% known$whole
  for (words in known$within) found <- found | grepl(words, text, fixed = TRUE)
  found
}

declining_words <- local({
  words <- NULL
  function() {
    if (is.null(words)) {
      known <- parse_study_yaml(system.file("declining.yml", package = "pairwave"))
      words <<- lapply(c(whole = "whole", within = "within"), function(where) {
        unlist(lapply(known, `[[`, where), use.names = FALSE)
      })
    }
    words
  }
})

alike <- function(a, b) {
  if (is.null(a) || is.null(b) || a$by != b$by) return(FALSE)
  switch(a$by,
    labels = identical(sort(a$labels), sort(b$labels)),
    numbers = TRUE,
    # Few respondents may not have used every answer of every item.
    texts = length(intersect(a$texts, b$texts)) > 0 && length(union(a$texts, b$texts)) <= 7
  )
}

# Names that differ in their last number only, or have none.
same_shape <- function(a, b) {
  shape <- function(x) sub("^(.*?)[0-9]+([^0-9]*)$", "\\1#\\2", x, perl = TRUE)
  numbered <- grepl("[0-9]", c(a, b))
  if (all(numbered)) shape(a) == shape(b) else !any(numbered)
}

draft_scales <- function(waves) {
  found <- Filter(function(x) length(x$items) >= 3, find_batteries(waves))
  scales <- lapply(found, describe_battery, waves = waves)
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

describe_battery <- function(battery, waves) {
  by <- battery$kinds[[1]]$by
  n <- length(battery$items)
  out <- list(items = battery$items, only = battery$only, by = by)
  if (by == "texts") {
    out$texts <- unique(unlist(lapply(battery$kinds, `[[`, "texts")))
    instrument <- match_instrument(n, NULL, out$texts)
  } else {
    out$range <- range(unlist(lapply(battery$kinds, `[[`, "range")))
    instrument <- match_instrument(n, out$range, NULL)
  }
  out$name <- battery_name(battery$items, waves[[1]]$survey)
  if (!is.null(instrument)) {
    out$instrument <- instrument$name
    out$name <- text_name(instrument$label)
    out$reason <- paste0(n, " items answered alike, ", instrument$range[1], " to ",
                         instrument$range[2], ": as the ", instrument$label, " scale has")
    return(out)
  }
  out$reason <- paste(n, "items side by side with the same answers")
  if (by == "numbers") {
    out$reason <- paste0(out$reason, "; the range is that of the answers seen: check it")
  }
  if (by == "texts") {
    out$answers <- match_answers(out$texts)
    out$unordered <- is.null(out$answers)
    if (!out$unordered) out$reason <- paste0(out$reason, ", in texts: check their order")
  }
  if (by == "labels") out <- c(out, answers_of_labels(battery$kinds[[1]]$labels))
  out$against <- items_against(battery$items, out, waves[[1]]$survey)
  out
}

# Says why a scale as drafted can't be scored, as a sentence; NULL where it can.
unscorable <- function(scale, waves, codes) {
  plan <- complete_scale(list(
    instrument = scale$instrument, items = scale$items,
    range = if (is.null(scale$instrument)) scale$range,
    answers = if (is.null(scale$instrument)) scale$answers
  ), scale$name)
  study <- list(scales = list(plan), undisclosed = list(codes = codes))
  for (name in names(waves)) {
    failed <- tryCatch({
      survey <- number_texts(as_spss_numbers(waves[[name]]$survey), study, name, "error", NULL)
      score_scale(survey, plan$items, range = plan$range)
      NULL
    }, pairwave_error_score = identity)
    if (!is.null(failed)) {
      found <- failed$body[names(failed$body) == "x"]
      found <- cli::ansi_strip(cli::format_inline(escape_braces(unlist(found)), collapse = FALSE))
      return(paste0("wave ", name, ": ", paste(found, collapse = " ")))
    }
  }
}

# The instrument with as many items and the same answers, or NULL.
match_instrument <- function(n, range, texts) {
  folder <- system.file("instruments", package = "pairwave")
  for (name in sub("[.]yml$", "", list.files(folder, "[.]yml$"))) {
    instrument <- read_instrument(name, "instrument")
    # Answers such as "agree" are those of many scales, and tell of none.
    if (!(if (is.null(texts)) "range" else "answers") %in% instrument$recognised_by) next
    fits <- if (is.null(texts)) identical(as.double(range), instrument$range) else
      all(plain_answer(texts) %in% plain_answer(instrument$answers))
    if (instrument$items == n && fits) return(c(list(name = name), instrument))
  }
  NULL
}

# The shortest of the known lists of answers that holds all of these.
match_answers <- function(texts) {
  known <- parse_study_yaml(system.file("answers.yml", package = "pairwave"))
  fits <- Filter(function(answers) all(plain_answer(texts) %in% plain_answer(answers)), known)
  if (length(fits)) fits[[which.min(lengths(fits))]]
}

# The labels as `answers`, lowest first, and `ends`, a sentence on which end is
# high. Where the words are known, their order is; else it is that of the codes.
# No `answers` where codes between the labels have none: they would change.
answers_of_labels <- function(labels) {
  labels <- sort(stats::setNames(as.double(labels), names(labels)))
  texts <- names(labels)
  known <- match_answers(texts)
  rank <- if (!is.null(known)) match(plain_answer(texts), plain_answer(known)) else seq_along(texts)
  against <- !is.null(known) && length(rank) > 1 && all(diff(rank) < 0)
  ordered <- if (against) rev(texts) else texts
  range <- range(labels)
  whole <- length(labels) == diff(range) + 1
  high <- ordered[length(ordered)]
  if (!whole || anyDuplicated(plain_answer(texts))) {
    return(list(ends = paste0(
      "Scored by the codes: ", code_text(range[2]), " (", texts[length(texts)], ") is high",
      if (against) ", though the words say the opposite: add every item to `reverse`"
    )))
  }
  list(answers = ordered, ends = paste0(
    if (against) {
      "The codes run the other way, so answers are scored by their labels: "
    } else if (is.null(known)) {
      "In the order of the codes, which may be the wrong one: "
    },
    high, " is high"
  ))
}

battery_name <- function(items, survey) {
  labels <- vapply(survey[items], function(x) column_label(x) %||% "", "")
  question <- unique(sub(": .*$| - .*$| \\[.*$", "", labels))
  stem <- sub("_+$", "", sub("[0-9]+[^0-9]*$", "", items[1]))
  if (length(question) == 1 && nzchar(question)) return(text_name(question, 24))
  if (grepl("^[Qq]?[0-9_]*$", stem) || !grepl("[0-9]", items[1])) return("scale")
  if (nchar(stem) > 1) text_name(stem, 24) else paste0("scale_", lower_case(stem))
}

# Items that go against the rest of their scale: perhaps worded the other way.
items_against <- function(items, scale, survey) {
  answers <- vapply(survey[items], function(x) {
    if (scale$by != "texts") return(plain_values(x))
    as.double(match(plain_answer(plain_values(x)), plain_answer(scale$answers)))
  }, double(nrow(survey)))
  if (nrow(survey) < 10) {
    return(character())
  }
  against <- vapply(seq_along(items), function(i) {
    rest <- rowMeans(answers[, -i, drop = FALSE], na.rm = TRUE)
    r <- suppressWarnings(stats::cor(answers[, i], rest, use = "pairwise.complete.obs"))
    !is.na(r) && r < 0
  }, NA)
  # Where most do, they measure no one thing: a ranking, say.
  if (mean(against) < 0.5) items[against] else character()
}
