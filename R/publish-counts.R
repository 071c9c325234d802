# What may be published of a table. Every count passes suppress_counts() on its
# way into a result, so that nothing behind it holds more than it may.

# The tables of demographics(). `linked` has the people, by name, whom tables of the
# same data can be about.
suppress.pairwave_tabulated <- function(result, profile, cohort, ..., linked, call) {
  members <- result$members
  # A level that only some people have must not come and go with them.
  if (!"everyone" %in% names(members)) {
    result[c("rows", "strata")] <-
      result$again(c(list(everyone = NULL), members))[c("rows", "strata")]
    result$rows <- result$rows[result$rows$who %in% names(members), ]
  }
  rows <- suppress_counts(result$rows, profile, call, linked = list(
    members = linked, count = result$count,
    suppressed = if (!is.null(cohort)) populations_not_published(cohort),
    by = result$by$name,
    of_asking = told_of_asking(c(result$variables, list(result$by)[!is.null(result$by)]),
                               linked, cohort),
    rounded = if (!is.null(profile$base) && !is.null(cohort)) shown_rounded(cohort),
    levels = function(name) levels(people_groups(cohort, name)),
    decide = function(questions) decide_questions(questions, cohort, profile)
  ))
  list(rows = rows, strata = suppress_strata(result$strata, rows, profile))
}

# The rows of a table as they may be published: the same rows in the same
# order, whose `status` says what became of them. What a profile suppresses is NA
# in `n`, `percent` and `estimate`, and `mark` or `percent_mark` says what stands
# for it; what it rounds is there rounded. Rows that share `who`, `group` and
# `variable` are the levels of one question, a person in one of them each unless
# `several`; those with a `group` are the inside of a two-way table. `linked` is
# NULL or has the people of every table that could stand beside this one
# (R/publish-people.R).
suppress_counts <- function(rows, disclosure, call = rlang::caller_env(),
                            linked = NULL) {
  profile <- disclosure_profile(disclosure, call)
  if (!is_suppressing(profile)) return(rows)
  rows$mark <- rep(NA_character_, nrow(rows))
  rows$percent_mark <- rep(NA_character_, nrow(rows))
  if (is.null(profile$base)) {
    extent <- if (is.null(linked)) suppressed_unlinked(rows, profile)
              else suppressed_linked(rows, profile, linked)
    rows <- suppress_cells(rows, extent, profile)
    if (!is.null(linked)) {
      warn_of_differences(unique(rows$who), linked, profile$threshold)
    }
  } else {
    for (block in table_blocks(rows)) {
      rows[block, ] <- round_rows(rows[block, ], profile)
    }
    if (!is.null(linked)) rows <- suppress_rounded(rows, profile, linked)
    rows <- suppress_populations(rows, linked$suppressed, profile)
  }
  attr(rows, "disclosure") <- profile
  rows
}

# Says how many people stand in each stratum of a table, as far as its rows show it.
suppress_strata <- function(strata, rows, profile) {
  strata <- new_frame(lapply(strata, `[`, strata$who %in% rows$who))
  if (!is.null(profile$base)) {
    strata$n <- round_total(strata$n, profile)
    return(strata)
  }
  open <- !is.na(rows$denominator) | rows$status == "shown"
  known <- paste(rows$who, rows$group, sep = "\r")[open]
  strata$n[!paste(strata$who, strata$group, sep = "\r") %in% known] <- NA
  strata
}

table_blocks <- function(rows, by = c("who", "group", "variable")) {
  key <- do.call(paste, c(lapply(rows[by], as.character), sep = "\r"))
  split(seq_len(nrow(rows)), factor(key, unique(key)))
}

is_count <- function(rows) rows$statistic == "count"

# Tells whether each person is in exactly one row, so that a reader who knows the
# total can take the others from it.
adds_up <- function(rows) !any(rows$several %in% TRUE)

is_small <- function(n, threshold) n >= 1 & n < threshold

# ---- a threshold -------------------------------------------------------------

# Finds the extent of suppression in tables that are linked to no other: for each
# row "", "level", or "table" where its total is suppressed with it. The inside of
# a two-way table is suppressed as a whole or not at all, unless the study asks for
# single cells: whichever counts of it are small, its margins then leave each of
# them as wide a range as they have themselves. `secret` names the questions of which it
# can't be told how many were asked.
suppressed_unlinked <- function(rows, profile, secret = character()) {
  threshold <- profile$threshold
  extent <- rep("", nrow(rows))
  for (block in table_blocks(rows)) {
    told <- !rows$variable[block[1]] %in% secret
    extent[block] <- suppressed_levels(rows[block, ], threshold, told)
  }
  for (table in table_blocks(rows, c("who", "variable"))) {
    inside <- table[!is.na(rows$group[table])]
    if (suppresses_margins(rows[inside, ], threshold)) {
      extent[inside] <- "table"
    } else if (any(nzchar(extent[inside]))) {
      extent[inside] <- suppress_inside(rows[inside, ], profile)
    }
  }
  extent
}

# The inside of a two-way table with small counts, whose margins can be shown.
suppress_inside <- function(inside, profile) {
  count <- is_count(inside)
  away <- if (profile$crosstabs == "gauss" && adds_up(inside) && !any(is_not_asked(inside))) {
    suppressed_by_gauss(inside$level_label[count], inside$group[count], inside$n[count],
                        profile$threshold)
  }
  if (is.null(away)) return("table")
  extent <- rep("level", nrow(inside))
  extent[count] <- ifelse(away, "level", "")
  extent
}

# Tells whether counts of the questions of a two-way table are suppressed by
# themselves, which its inside would show.
suppresses_margins <- function(inside, threshold) {
  if (!nrow(inside) || !adds_up(inside)) return(FALSE)
  cells <- inside[is_count(inside), ]
  any(vapply(cells[c("level_label", "group")], function(of) {
    any(suppress_small(rowsum(cells$n, of), threshold))
  }, NA))
}

suppressed_levels <- function(rows, threshold, told) {
  extent <- rep("", nrow(rows))
  cell <- cells_of(rows)
  n <- rows$n[cell]
  aside <- is_not_asked(rows[cell, ])
  total <- if (adds_up(rows)) sum(n) else max(rows$denominator)
  away <- if (adds_up(rows)) small_of_question(n, aside, told, threshold) else {
    # A count that leaves few of its total is as telling as a small one.
    is_small(n, threshold) | (if (told) FALSE else aside) |
      (is_small(total - n, threshold) & !aside)
  }
  extent[cell][away] <- "level"
  extent[is_average(rows)] <- extent[cell][is_average(rows[cell, ])][1]
  extent[suppresses_statistic(rows, any(away), threshold)] <- "level"
  if (total < threshold || (!told && any(n[aside] >= threshold))) extent[] <- "table"
  extent
}

# Counts that are suppressed. How many were not asked (`aside`) follows from the flow
# where that may be told, and may follow where not: no answer hides behind it.
small_of_question <- function(n, aside, told, threshold) {
  if (!any(aside)) return(suppress_small(n, threshold))
  away <- logical(length(n))
  away[!aside] <- suppress_small(n[!aside], threshold)
  if (told) return(away)
  away | aside | suppress_small(n, threshold)
}

# The rows that people are counted in: the levels, and of a question whose
# numbers are summed up the first row, which has those who gave one.
cells_of <- function(rows) {
  sort(c(which(is_count(rows)), which(is_average(rows))[1]))
}

# Sums up the numbers that people answered to the question itself.
is_average <- function(rows) {
  is.na(rows$outcome) & !is_count(rows) & rows$statistic != "p_population"
}

# Statistics of levels that can't all be shown: from those of the others and of
# everyone together the rest would follow.
suppresses_statistic <- function(rows, any_suppressed, threshold) {
  outcome <- !is.na(rows$outcome)
  few <- unique(rows$outcome[outcome & is_small(rows$n, threshold)])
  (outcome & (any_suppressed | rows$outcome %in% few)) |
    (rows$statistic == "p_population" & any_suppressed)
}

suppress_small <- function(n, threshold, call = rlang::caller_env()) {
  check_kernel(
    .Call(pw_call_suppress_small, as.double(n), as.double(threshold)),
    "Can't tell which counts to suppress.", call
  )
}

suppress_cells <- function(rows, extent, profile) {
  away <- nzchar(extent)
  no_total <- extent == "table"
  # A total of those who disclosed, or were asked, tells how many did not or were not.
  for (block in table_blocks(rows)) {
    if (any(away[block] & rows$method[block] == "count_only")) {
      rows$percent[block] <- NA
      no_total[block] <- TRUE
    }
  }
  rows[away, c("n", "percent", "estimate")] <- NA
  rows$denominator[no_total] <- NA
  rows$status[away] <- "suppressed"
  rows$mark[away] <- profile$mark
  suppressed_counts(rows, away, profile)
}

# Without what was done to get figures that are suppressed.
suppressed_counts <- function(rows, away, profile) {
  rows$method[away] <- "suppressed"
  rows$about[away] <- profile$title
  rows$setting[away] <- NA_real_
  rows$weighted[away] <- NA
  rows
}

# ---- rounding ----------------------------------------------------------------

round_to_base <- function(n, base, call = rlang::caller_env()) {
  check_kernel(.Call(pw_call_round_to_base, as.double(n), as.double(base)),
               "Can't round a count.", call)
}

# Nothing of populations whose number other results would tell.
suppress_populations <- function(rows, suppressed, profile) {
  away <- rows$who %in% suppressed
  rows[away, c("n", "denominator", "percent", "estimate")] <- NA
  rows$status[away] <- "suppressed"
  rows$mark[away] <- profile$mark
  rows$percent_mark[away] <- NA
  suppressed_counts(rows, away, profile)
}

round_rows <- function(rows, profile) {
  total <- rows$denominator
  cell <- cells_of(rows)
  all <- if (adds_up(rows)) sum(rows$n[cell]) else max(total)
  shown <- if (adds_up(rows)) {
    round_question(rows$n, cell, rows$method != "count_only", all, total[1], profile)
  } else {
    round_counts(rows$n, all, profile)
  }
  few <- !is_count(rows) & rows$n < profile$mean_from |
    rows$statistic == "p_population"
  shown$n[few] <- NA
  shown$mark[few] <- profile$mark
  away <- is.na(shown$n)
  count <- is_count(rows)
  # What weights make of a rounded count is not known.
  rows$percent[count & rows$estimate != rows$n] <- NA
  rows$estimate[count] <- ifelse(rows$estimate == rows$n, shown$n, NA)[count]
  rows$estimate[!count] <- coarse_statistics(rows[!count, ], profile)
  rows$n <- as.integer(shown$n)
  rows$mark <- shown$mark
  rows$status <- ifelse(away, "suppressed", "rounded")
  rows$denominator <- round_total(total, profile)
  rows <- percent_of_rounded(rows, total, profile)
  rows$method <- ifelse(count, ifelse(is.na(rows$percent), "rounded", "rounded_share"),
                        "rounded_people")
  rows$setting <- profile$base
  rows$weighted <- NA
  rows$about <- NA_character_
  rows[away, c("percent", "estimate")] <- NA
  suppressed_counts(rows, away, profile)
}

# Rounded counts of a question, whose `cells` add up to `all` people, and those `within`
# the denominator to fewer (`of`); none of the cells where they would say too much.
round_question <- function(n, cells, within, all, of, profile) {
  shown <- round_counts(n, all, profile)
  inner <- intersect(cells, which(within))
  apart <- length(inner) < length(cells) && length(inner) > 0
  if (apart) {
    # What is close to the number of those asked is not close to that of all.
    shown[] <- Map(replace, shown, list(which(within)),
                   round_counts(n[within], of, profile))
  }
  tells <- function(cells, total) {
    small_total(total, length(cells), profile) ||
      gives_a_count_away(lapply(shown, `[`, cells), total, profile)
  }
  if (!total_is_marked(all, profile) && (tells(cells, all) || (apart && tells(inner, of)))) {
    shown$n[cells] <- NA
    shown$mark[cells] <- profile$mark
  }
  shown
}

# Counts as the profile shows them, each with the span of counts that are shown
# so.
round_counts <- function(n, total, profile) {
  rounded <- round_to_base(n, profile$base)
  span <- span_of_rounded(n, profile$base)
  of <- span_of_rounded(total, profile$base)
  low <- span$low
  high <- span$high
  mark <- rep(NA_character_, length(n))
  for (band in profile$few) {
    inside <- n >= band$from & n <= band$to
    mark[inside] <- band$mark
    low[inside] <- band$from
    high[inside] <- band$to
    # What is shown rounded is known not to be in the band.
    above <- !inside & n > band$to
    low[above] <- pmax(low[above], band$to + 1)
    below <- !inside & n < band$from
    high[below] <- pmin(high[below], band$from - 1)
  }
  near <- profile$near_total
  if (!is.null(near)) {
    inside <- is.na(mark) & total - n <= near$within
    mark[inside] <- near$mark
    low[inside] <- max(0, of$low - near$within)
    high[inside] <- of$high
  }
  for (band in profile$small_total) {
    if (total >= band$from && total <= band$to) mark[] <- band$mark
  }
  list(n = ifelse(is.na(mark), rounded, NA), mark = mark, low = low, high = high)
}

total_is_marked <- function(total, profile) {
  any(vapply(profile$small_total, function(band) {
    total >= band$from && total <= band$to
  }, NA))
}

# A total as it is shown: NA where it is one of the counts that are not.
round_total <- function(total, profile) {
  rounded <- as.integer(round_to_base(total, profile$base))
  for (band in profile$few) {
    rounded[total >= band$from & total <= band$to] <- NA
  }
  rounded
}

# Tells whether nothing is shown of a question whatever its counts are: its total is
# not shown, or is such that two levels that are both not shown would have to be
# as large as that allows.
small_total <- function(total, n_levels, profile) {
  if (is.na(round_total(total, profile))) return(TRUE)
  low <- span_of_rounded(total, profile$base)$low
  n_levels == 2 && any(vapply(profile$few, function(band) 2 * band$to == low, NA))
}

# The whole numbers that round as these do.
span_of_rounded <- function(n, base) {
  rounded <- round_to_base(n, base)
  list(low = pmax(0, rounded - base %/% 2), high = rounded + (base - 1) %/% 2)
}

# Tells whether the counts and their total, as they are shown, leave only one value
# for a count that by itself could be one of several: as when 2, 2, 2 and 2 are
# shown as 0 and their total, 8, as 10.
gives_a_count_away <- function(shown, total, profile, call = rlang::caller_env()) {
  if (!length(shown$n)) return(FALSE)
  of <- span_of_rounded(total, profile$base)
  spans <- check_kernel(
    .Call(pw_call_narrow_spans, as.double(shown$low), as.double(shown$high),
          as.double(c(of$low, of$high))),
    "Can't tell what a table gives away.", call
  )
  any(spans[, 1] == spans[, 2] & shown$low < shown$high)
}

# Of the rounded counts: a share of the others would give them away.
percent_of_rounded <- function(rows, total, profile) {
  count <- is_count(rows) & !is.na(rows$n)
  enough <- (count & total >= profile$percent_from & rows$denominator > 0 &
    !is.na(rows$percent)) %in% TRUE
  without <- count & !is.na(rows$percent) & !enough
  rows$percent_mark[without] <- profile$mark
  rows$percent[!enough] <- NA
  rows$percent[enough] <- percent_each(rows$n[enough], rows$denominator[enough])
  rows
}

percent_each <- function(n, total) {
  as.numeric(mapply(function(n, total) percent_of(n, total), n, total))
}
