# What the columns of a drafted study are: the id, the items of scales and the
# demographics. Every guess carries the reason that is written beside it.

# Columns of a platform's own, which no study asks about.
own_columns <- function(survey) {
  about <- attr(survey, "survey")
  if (is.null(about$platform)) {
    return(character())
  }
  layout <- platform_layouts()[[about$platform]]
  heading <- list(name = names(survey), header = about$headings[names(survey)])
  heading$header[is.na(heading$header)] <- ""
  patterns <- c(layout$respondent, layout$completed$column, layout$text,
                layout$previews$column, layout$unanswered$except, layout$multiple$except,
                "start_?(date|time|language)", "last_?page", ".*_complete", "complete(_[0-9]+)?",
                "(user|start)_?language", "distribution_?channel", "collector_id", "points_.*",
                "feedback_.*", "total_points")
  c(fitting_columns(patterns, heading), about$respondent, about$completed)
}

answered_columns <- function(wave) {
  survey <- wave$survey
  names(survey)[vapply(survey, function(x) any(!is_missing_answer(x)), NA)]
}

# Scales ----------------------------------------------------------------------

# Runs of three or more columns side by side in the first wave that are answered
# alike, and are in every wave.
find_batteries <- function(waves) {
  survey <- waves[[1]]$survey
  sets <- unlist(lapply(survey, function(x) attr(x, "label")))
  members <- unlist(lapply(attr(survey, "survey")$mr_sets, `[[`, "variables"))
  aside <- c(own_columns(survey), members, identifying_columns(survey))
  columns <- answered_columns(waves[[1]])
  columns <- setdiff(columns, aside)
  kind <- lapply(stats::setNames(nm = columns), function(name) answer_set(waves, name))
  run <- integer()
  number <- 0
  for (i in seq_along(columns)) {
    same <- i > 1 && match(columns[i], names(survey)) == match(columns[i - 1], names(survey)) + 1 &&
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

# How a column is answered: `codes` and `texts` of labels, a `range` of whole
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
  labels <- attr(x, "labels", exact = TRUE)
  if (length(labels) == 0 || !is.numeric(labels)) {
    return(numeric())
  }
  declared <- new_labelled_column(as.double(labels), na_values = attr(x, "na_values", exact = TRUE),
                                  na_range = attr(x, "na_range", exact = TRUE))
  labels[!is_missing_answer(declared) & !is_declining(names(labels))]
}

# "Prefer not to say" and the like.
is_declining <- function(text) {
  grepl(paste0("prefer not|rather not|not to (say|answer|disclose)|undisclosed|not disclosed|",
               "declin|refus|withh?eld|no answer|don.?t want to"), text, ignore.case = TRUE)
}

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
    if (is.null(out$answers)) {
      out$doubt <- paste0("The scale ", out$name, " has answers in texts: put them in order in ",
                          "the draft, and take its comment marks away.")
    } else {
      out$reason <- paste0(out$reason, ", in texts: check their order")
    }
  }
  if (by == "labels") out$answers <- answers_of_labels(battery$kinds[[1]]$labels, battery$items, waves)
  out$against <- items_against(battery$items, out, waves[[1]]$survey)
  out
}

# The instrument with as many items and the same answers, or NULL.
match_instrument <- function(n, range, texts) {
  folder <- system.file("instruments", package = "pairwave")
  for (name in sub("[.]yml$", "", list.files(folder, "[.]yml$"))) {
    instrument <- read_instrument(name, "instrument")
    fits <- if (is.null(texts)) identical(as.double(range), instrument$range) else
      all(plain_text(texts) %in% plain_text(instrument$answers))
    if (instrument$items == n && fits) return(c(list(name = name), instrument))
  }
  NULL
}

# The shortest of the known lists of answers that holds all of these.
match_answers <- function(texts) {
  known <- yaml::read_yaml(system.file("answers.yml", package = "pairwave"))
  fits <- Filter(function(answers) all(plain_text(texts) %in% plain_text(answers)), known)
  if (length(fits)) fits[[which.min(lengths(fits))]]
}

# The labels as texts, lowest first, where another wave has texts in place of
# codes.
answers_of_labels <- function(labels, items, waves) {
  text <- any(vapply(waves, function(wave) is.character(bare_values(wave$survey[[items[1]]])), NA))
  if (text && identical(sort(as.double(labels)), as.double(seq(min(labels), max(labels))))) {
    names(sort(labels))
  }
}

battery_name <- function(items, survey) {
  labels <- vapply(survey[items], function(x) attr(x, "label", exact = TRUE) %||% "", "")
  question <- unique(sub(": .*$| - .*$| \\[.*$", "", labels))
  stem <- sub("_+$", "", sub("[0-9]+[^0-9]*$", "", items[1]))
  if (length(question) == 1 && nzchar(question)) return(text_name(question, 24))
  if (grepl("^[Qq]?[0-9_]*$", stem) || !grepl("[0-9]", items[1])) return("scale")
  if (nchar(stem) > 1) text_name(stem, 24) else paste0("scale_", tolower(stem))
}

# Items that go against the rest of their scale: perhaps worded the other way.
items_against <- function(items, scale, survey) {
  answers <- vapply(survey[items], function(x) {
    if (scale$by != "texts") return(plain_values(x))
    as.double(match(plain_text(plain_values(x)), plain_text(scale$answers)))
  }, double(nrow(survey)))
  if (nrow(survey) < 10) {
    return(character())
  }
  against <- vapply(seq_along(items), function(i) {
    rest <- rowMeans(answers[, -i, drop = FALSE], na.rm = TRUE)
    r <- suppressWarnings(stats::cor(answers[, i], rest, use = "pairwise.complete.obs"))
    !is.na(r) && r < 0
  }, NA)
  items[against]
}

# The id --------------------------------------------------------------------

# The column that tells people apart within a wave and finds them again in the
# others.
draft_id <- function(waves, items, call) {
  columns <- Reduce(intersect, lapply(waves, function(wave) names(wave$survey)))
  candidates <- lapply(setdiff(columns, items), id_candidate, waves = waves)
  candidates <- do.call(rbind, candidates[lengths(candidates) > 0])
  if (is.null(candidates)) {
    abort_pairwave(
      c("The exports must have a column that tells people apart.",
        x = "No column is in all of them and differs from person to person.",
        i = "Name the exports of one survey only, or give the columns with the codes the same name."),
      "draft", call = call
    )
  }
  candidates <- candidates[order(-(candidates$overlap >= 0.2), candidates$identifying,
                                 -candidates$named, -candidates$overlap, -candidates$unique), ]
  best <- candidates[1, ]
  percent <- function(x) paste0(round(100 * x), "%")
  single <- length(waves) == 1
  list(
    column = best$column,
    reason = paste0(
      percent(best$unique), " of its answers differ within a wave",
      if (!single) paste0("; ", percent(best$overlap), " of a later wave's are in the one before")
    ),
    weak = !single && best$overlap < 0.2,
    others = utils::head(setdiff(candidates$column[candidates$overlap >= 0.2], best$column), 3),
    doubt = if (!single && best$overlap < 0.2) paste0(
      "No column links the waves well; ", best$column, " is the nearest. ",
      "Check `id: column`."
    )
  )
}

id_candidate <- function(column, waves) {
  values <- lapply(waves, function(wave) wave$survey[[column]])
  first <- values[[1]]
  about <- attr(waves[[1]]$survey, "survey")
  one_file <- !is.null(waves[[1]]$where)
  own <- column %in% own_columns(waves[[1]]$survey) &&
    !(one_file && column %in% about$respondent)
  if (own || is.logical(first) || time_kind(first) > 0 || is.list(first) ||
      length(attr(first, "labels"))) {
    return(NULL)
  }
  identifying <- is_identifying(first)
  codes <- lapply(values, function(x) {
    x <- as.character(bare_values(x))
    x <- gsub("[^[:alnum:]@]", "", toupper(x))
    x[!is.na(x) & nzchar(x)]
  })
  if (any(lengths(codes) == 0)) return(NULL)
  if (identifying && !all(grepl("@", codes[[1]], fixed = TRUE))) return(NULL)
  given <- min(lengths(codes) / vapply(values, length, 0L))
  unique_share <- min(vapply(codes, function(x) length(unique(x)) / length(x), 0))
  # Long answers in words are no codes; a running number starts anew each time.
  running <- !one_file && all(vapply(codes, is_running_number, NA))
  if (given < 0.7 || unique_share < 0.8 || running || stats::median(nchar(codes[[1]])) > 40 ||
      length(unique(codes[[1]])) < 3) {
    return(NULL)
  }
  overlap <- if (length(codes) == 1) 1 else max(vapply(seq_along(codes)[-1], function(i) {
    mean(unique(codes[[i]]) %in% codes[[i - 1]])
  }, 0))
  data.frame(column = column, unique = unique_share, overlap = overlap,
             identifying = identifying,
             named = grepl("code|(^|_)id($|_)|pseudonym|token", column, ignore.case = TRUE))
}

is_running_number <- function(x) {
  n <- suppressWarnings(as.numeric(x))
  !anyNA(n) && length(n) > 2 && identical(sort(n), as.numeric(seq(min(n), length.out = length(n))))
}

# Demographics ----------------------------------------------------------------

# `entries` (column, label, undisclosed, reason), `later` (asked in later waves
# only) and `undisclosed` (the texts of answers that decline).
draft_demographics <- function(waves, items, id) {
  everywhere <- unique(unlist(lapply(waves, answered_columns)))
  entries <- list()
  later <- character()
  declined <- character()
  taken <- c(names(waves), "person", "attended")
  for (column in setdiff(everywhere, c(items, id$column))) {
    asked <- Filter(function(wave) column %in% answered_columns(wave), waves)
    survey <- asked[[1]]$survey
    members <- unlist(lapply(attr(survey, "survey")$mr_sets, `[[`, "variables"))
    x <- survey[[column]]
    if (column %in% c(own_columns(survey), members, taken) || !is_single_choice(x)) next
    constant <- if (length(asked) > 1) same_answers(asked, column, id$column)
    if (length(asked) > 1 && !isTRUE(constant > 0.9)) next
    label <- squash(attr(x, "label", exact = TRUE) %||% column)
    if (!identical(names(asked)[1], names(waves)[1])) {
      later <- c(later, paste0(column, " (", names(asked)[1], ")"))
      next
    }
    texts <- as.character(bare_values(as_label_text(x)))
    own <- unique(c(names(attr(x, "labels", exact = TRUE)), texts))
    own <- own[!is.na(own) & is_declining(own)]
    declined <- union(declined, own)
    entries[[length(entries) + 1]] <- list(
      column = column, label = label, waves = length(asked),
      undisclosed = length(own) > 0 || length(attr(x, "na_values", exact = TRUE)) > 0,
      reason = if (length(asked) == 1) paste("asked once,", names(asked)) else
        paste0("the same person answers alike in ", round(100 * constant), "% of ",
               length(asked), " waves")
    )
  }
  list(entries = entries, later = later, undisclosed = declined)
}

# One of a few answers: by labels, or by texts that recur.
is_single_choice <- function(x) {
  if (is.logical(x) || is.list(x) || time_kind(x) > 0 || is_identifying(x)) return(FALSE)
  labels <- attr(x, "labels", exact = TRUE)
  if (length(labels)) {
    values <- unique(plain_values(x))
    return(length(labels) <= 20 && mean(values[!is.na(values)] %in% labels) > 0.5)
  }
  if (!is.character(x)) return(FALSE)
  given <- x[!is.na(x) & nzchar(trimws(x))]
  distinct <- length(unique(given))
  distinct >= 2 && distinct <= 12 && length(given) >= 2 * distinct &&
    stats::median(nchar(given)) <= 60
}

# The share of people, of those who answered in two waves, whose answers agree.
same_answers <- function(waves, column, id) {
  parts <- lapply(waves, function(wave) {
    code <- gsub("[^[:alnum:]@]", "", toupper(as.character(bare_values(wave$survey[[id]]))))
    answer <- as.character(bare_values(as_label_text(wave$survey[[column]])))
    keep <- nzchar(code) & !is.na(code) & !is.na(answer) & !duplicated(code)
    data.frame(code = code[keep], answer = answer[keep])
  })
  pairs <- lapply(seq_along(parts)[-1], function(i) {
    merge(parts[[1]], parts[[i]], by = "code")
  })
  both <- do.call(rbind, pairs)
  if (nrow(both) == 0) NA else mean(both$answer.x == both$answer.y)
}

# Attendance --------------------------------------------------------------------

draft_attendance <- function(files, waves, id, dir) {
  for (file in files) {
    data <- suppressWarnings(read_survey(file, platform = "none"))
    marks <- names(data)[vapply(data, function(x) {
      is.numeric(x) && all(bare_values(x) %in% c(0, 1, NA))
    }, NA)]
    codes <- gsub("[^[:alnum:]@]", "", toupper(as.character(
      bare_values(waves[[1]]$survey[[id$column]])
    )))
    share <- vapply(setdiff(names(data), marks), function(name) {
      mean(codes %in% gsub("[^[:alnum:]@]", "", toupper(as.character(bare_values(data[[name]])))))
    }, 0)
    if (length(share) == 0 || max(share) < 0.2 || length(marks) == 0) next
    numbered <- grepl("[0-9]$", marks)
    return(list(
      path = file, file = relative_path(file, dir), id = names(share)[which.max(share)],
      sessions = if (any(numbered)) marks[numbered] else marks,
      groups = if (any(numbered)) marks[!numbered] else character(),
      reason = paste0(round(100 * max(share)), "% of the first wave's codes are in it")
    ))
  }
  NULL
}
