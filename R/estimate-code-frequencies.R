# Counts who said what: participants, units, sources and codings of each code, where a
# code above others has whoever has one below it, each once.

frequency_statistics <- c("participants", "units", "sources", "references")

frequency_methods <- c(
  participants = "people_with_code", units = "units_with_code", sources = "sources_with_code",
  references = "references_of_code"
)

# The codings that count, each with the number of its code, and who could have been
# coded. `coder` is the name of one, "any" for whatever any of them gave, or "all"
# for what each who read the unit gave.
counted_codings <- function(x, coder) {
  framework <- attr(x, "framework")
  universe <- attr(x, "universe")
  rows <- unclass(x)[c("source", "unit", "participant", "wave", "coder", "code", "start", "end")]
  if (!coder %in% c("any", "all")) {
    mine <- rows$coder %in% coder
    rows <- lapply(rows, `[`, mine)
    universe <- universe[universe$coder %in% coder, , drop = FALSE]
  }
  given <- lapply(rows, `[`, !is.na(rows$code))
  given$at <- match(given$code, framework$code)
  if (coder == "all") given <- given_by_all(given, universe)
  # What two coders gave is one coding.
  place <- data.frame(given$at, given$unit, given$source, given$participant, given$start, given$end)
  given <- lapply(given, `[`, !duplicated(place))
  asked <- asked_of(rows, attr(x, "participants"), universe, coder)
  list(given = given, asked = with_members(asked, attr(x, "members")), framework = framework)
}

# Those who could have been coded and of whom the file has nothing.
with_members <- function(asked, members) {
  absent <- setdiff(members, asked$participant)
  if (length(absent) == 0) return(asked)
  none <- rep(NA_character_, length(absent))
  wave <- unique(asked$wave)
  rbind(asked, new_frame(list(
    participant = absent, unit = none, source = none,
    wave = if (length(wave) == 1) rep(wave, length(absent)) else none
  )))
}

given_by_all <- function(given, universe) {
  readers <- table(factor(universe$unit, unique(universe$unit)))
  once <- !duplicated(data.frame(given$unit, given$at, given$coder))
  key <- paste(given$at, given$unit, sep = "\r")
  users <- table(factor(key[once], unique(key)))
  take <- as.integer(users[key]) == as.integer(readers[given$unit])
  lapply(given, `[`, take %in% TRUE)
}

# Who was asked and answered, or was there: each participant, unit, source and
# wave that was read.
asked_of <- function(rows, participants, universe, coder) {
  asked <- new_frame(rows[c("participant", "unit", "source", "wave")])
  if (coder %in% c("any", "all") && !is.null(participants)) {
    more <- new_frame(list(participant = participants$participant, unit = participants$unit,
                           source = participants$source,
                           wave = rows$wave[match(participants$unit, rows$unit)]))
    asked <- rbind(asked, more)
  }
  asked[!duplicated(asked), , drop = FALSE]
}

# For each code the codes above it, itself among them, as pairs of their places.
code_lines <- function(framework) {
  parent <- match(framework$parent, framework$code)
  code <- above <- seq_along(parent)
  lines <- list(code = code, above = above)
  repeat {
    above <- parent[above]
    known <- !is.na(above)
    if (!any(known)) return(lines)
    code <- code[known]
    above <- above[known]
    lines <- list(code = c(lines$code, code), above = c(lines$above, above))
  }
}

# Rows for each code of `levels`, for all and for each group. `groups` is NULL or has
# the `labels` of the groups and the number of the group of each coding (`given`)
# and of each row of those asked (`asked`).
estimate_code_frequencies <- function(found, groups, levels, count) {
  framework <- found$framework
  lines <- code_lines(framework)
  by_code <- split(lines$above, factor(lines$code, seq_along(framework$code)))
  times <- lengths(by_code)[found$given$at]
  coding <- rep(seq_along(times), times)
  code <- as.integer(unlist(by_code[found$given$at], use.names = FALSE))
  sides <- c(list(NULL), if (!is.null(groups)) as.list(seq_along(groups$labels)))
  parts <- lapply(sides, function(side) {
    mine <- if (is.null(side)) rep(TRUE, length(coding)) else groups$given[coding] %in% side
    asked <- if (is.null(side)) found$asked else found$asked[groups$asked %in% side, , drop = FALSE]
    side_frequencies(lapply(found$given, `[`, coding[mine]), code[mine], asked, framework,
                     if (is.null(side)) NA_character_ else groups$labels[side], count)
  })
  rows <- stack_frames(parts)
  take <- rows$place %in% frequency_codes(framework, levels)
  by <- order(rows$place, match(rows$group, groups$labels, nomatch = 0L),
              match(rows$statistic, count))
  by <- by[take[by]]
  rows <- lapply(rows, `[`, by)
  rows$place <- NULL
  new_frame(rows)
}

# Which rows of the framework a level means.
frequency_codes <- function(framework, levels) {
  switch(levels,
    all = seq_along(framework$code),
    code = which(!framework$code %in% framework$parent),
    top = which(is.na(framework$parent))
  )
}

side_frequencies <- function(given, code, asked, framework, group, count) {
  q <- length(framework$code)
  distinct <- function(what) {
    known <- !is.na(what)
    number <- match(what, unique(what))
    once <- known & !duplicated(code * (max(number, 0) + 1) + number)
    tabulate(code[once], q)
  }
  people <- distinct(given$participant)
  sizes <- vapply(asked[c("participant", "unit", "source")], function(what) {
    length(unique(what[!is.na(what)]))
  }, 0L)
  parts <- lapply(count, function(statistic) {
    column <- switch(statistic, participants = "participant", units = "unit",
                     sources = "source", "none")
    size <- if (column == "none") NA_integer_ else sizes[[column]]
    estimate <- if (column == "none") tabulate(code, q) else distinct(given[[column]])
    absent <- !is.na(size) && size == 0
    why <- c(participants = "no_participants", units = "no_units", sources = "no_sources")
    if (absent) estimate <- rep(NA_integer_, q)
    new_frame(list(
      place = seq_len(q), code = framework$code, label = framework$label,
      parent = framework$parent, level = framework$level, group = rep(group, q),
      statistic = rep(statistic, q), n = people,
      denominator = rep(if (absent) NA_integer_ else size, q),
      percent = if (absent || is.na(size)) rep(NA_real_, q) else percent_of(estimate, size),
      estimate = as.double(estimate), method = rep(frequency_methods[[statistic]], q),
      reason = rep(if (absent) why[[statistic]] else NA_character_, q),
      about = rep(NA_character_, q), status = rep("shown", q)
    ))
  })
  stack_frames(parts)
}

code_keys <- function(rows) paste(rows$code, rows$group, sep = "\r")

# ---- groups ------------------------------------------------------------------

# The group of each coding and of each row of those asked: by wave, by source, or
# by what `people` says of the participant.
code_groups <- function(found, by, people) {
  if (is.null(by)) return(NULL)
  value <- function(rows) {
    if (by %in% c("wave", "source")) return(rows[[by]])
    column <- group_labels(people[[by]])
    as.character(column)[match(rows$participant, as.character(people$participant))]
  }
  given <- value(found$given)
  asked <- value(found$asked)
  known <- if (by %in% c("wave", "source")) unique(asked[!is.na(asked)]) else {
    column <- group_labels(people[[by]])
    intersect(if (is.factor(column)) levels(column) else sort(unique(as.character(column)),
                                                             method = "radix"), asked)
  }
  labels <- c(known, if (anyNA(asked)) not_known)
  place <- function(x) match(ifelse(is.na(x), not_known, x), labels)
  list(labels = labels, given = place(given), asked = place(asked),
       rest = people_not_asked(found, by, people, labels))
}

not_known <- "Not known"

# How many of the people are in each group and were not asked; with their sum.
people_not_asked <- function(found, by, people, labels) {
  if (is.null(people) || by %in% c("wave", "source")) return(NULL)
  rest <- !as.character(people$participant) %in% found$asked$participant
  group <- as.character(group_labels(people[[by]]))[rest]
  c(sum(rest), tabulate(match(ifelse(is.na(group), not_known, group), labels), length(labels)))
}
