# Suppresses the counts of linked tables: of everyone, the linked, one wave, one
# group of one study. A reader who has them all can take one from the other. So
# what each may show is decided for all of them at once, whether they are made or
# not: the same is suppressed in a table beside others as alone.

# Finds the extent of suppression in `rows`, as suppressed_unlinked() gives it.
# `linked$members` has the people of every table there could be, "everyone" first, as
# logical vectors by name; `linked$suppressed` names those whose number other results
# would give away;
# `linked$count` counts the people of such a list as rows.
suppressed_linked <- function(rows, profile, linked) {
  threshold <- profile$threshold
  parts <- parts_of(linked$members)
  everyone <- linked$count(linked$members["everyone"])
  n <- counts_by_part(linked$count(parts$people), everyone, names(parts$people))
  of_asking <- linked$of_asking
  secret <- names(of_asking)[!vapply(of_asking, function(one) "everyone" %in% one$told, NA)]
  of_everyone <- suppressed_unlinked(everyone, profile, secret)
  always <- c(names(suppressed_populations(linked$members, threshold)), linked$suppressed)
  extent <- rep("", nrow(rows))
  for (at in table_blocks(rows, c("who", "variable"))) {
    who <- same_population(rows$who[at[1]], names(linked$members))
    same <- which(everyone$variable == rows$variable[at[1]])
    extents <- of_everyone[same]
    not_told <- not_told_of(linked, rows[at[1], ])
    suppressed <- union(always, not_told)
    if (who != "everyone" && !all(parts$inside[, who])) {
      shown <- !any(nzchar(extents)) &&
        is_shown_for(who, everyone[same, ], n[same, , drop = FALSE], parts$inside,
                     suppressed, threshold)
      # Without a word of how a two-way table divides.
      extent_as <- if (who %in% suppressed || !is.na(rows$group[at[1]])) "table" else "level"
      # What nobody at all answered, or everybody, is no news of some of them.
      answered <- everyone$n[same] > 0
      known <- !nzchar(extents) & extent_as == "level" & (!answered | sum(answered) == 1)
      extents <- ifelse(shown | known, "", extent_as)
    }
    extent[at] <- extents[match(row_keys(rows[at, ]), row_keys(everyone[same, ]))]
    # Means of levels, which other results have of nearly the same people; and
    # a comparison of counts that are not all shown.
    other <- at[is.na(extent[at])]
    extent[other] <- ifelse(!is.na(rows$outcome[other]) | any(nzchar(extents)),
                            "level", "")
  }
  extent
}

# Suppresses the questions whose rounded counts would, beside those of other populations
# and questions and what else is counted, leave a count a single value. `linked$rounded`
# has what is decided of the questions of a study; `linked$decide` decides of others.
suppress_rounded <- function(rows, profile, linked) {
  everyone <- linked$count(linked$members["everyone"])
  tables <- lapply(table_blocks(rows, "variable"), function(at) at[is.na(rows$group[at])])
  names(tables) <- vapply(tables, function(at) rows$variable[at[1]], "")
  cells <- lapply(stats::setNames(nm = names(tables)), function(name) {
    cells_of_question(everyone, which(everyone$variable %in% name & is.na(everyone$group)))
  })
  known <- Filter(function(name) {
    counted <- everyone[cells[[name]], ]
    adds_up(counted) && setequal(counted$level_label[counted$n > 0], linked$levels(name))
  }, intersect(names(tables), names(linked$rounded)))
  others <- cells[setdiff(names(tables), known)]
  shown <- c(linked$rounded[known],
             linked$decide(questions_of_tables(others, everyone, rows, linked)))
  for (name in names(tables)) {
    at <- tables[[name]]
    if (isFALSE(linked$of_asking[[name]]$line)) {
      line <- at[is_not_asked(rows[at, ])]
      rows[line, ] <- suppress_populations(rows[line, ], rows$who[line], profile)
    }
    # Each answer of several is a question of its own.
    told <- Reduce(intersect, shown[names(shown) == name])
    who <- vapply(rows$who[at], same_population, "", known = names(linked$members))
    rows[at, ] <- suppress_populations(rows[at, ], rows$who[at][!who %in% told], profile)
  }
  rows
}

# Questions as publish_together() takes them, of tables whose `cells` are these rows of
# everyone's: one for each table, or for each answer where people give several.
questions_of_tables <- function(cells, everyone, rows, linked) {
  if (!length(cells)) return(list())
  asked <- lapply(linked$of_asking, `[[`, "asked")
  parts <- parts_of(c(linked$members, asked))
  n <- counts_by_part(linked$count(parts$people), everyone, names(parts$people))
  found <- lapply(stats::setNames(nm = names(cells)), function(name) {
    row <- rows[match(name, rows$variable), ]
    suppressed <- c(linked$suppressed, not_told_of(linked, row))
    populations <- linked$members[setdiff(names(linked$members), suppressed)]
    not_asked <- is_not_asked(everyone[cells[[name]], ])
    of <- n[cells[[name]], , drop = FALSE]
    if (adds_up(everyone[cells[[name]], ])) {
      shown <- !isFALSE(linked$of_asking[[name]]$line) | !not_asked
      return(list(question_by(populations, give_answers(of, parts), c(not_asked, FALSE),
                              c(shown, FALSE))))
    }
    lapply(seq_along(not_asked), function(i) {
      question_by_tick(populations, give_answers(of[i, , drop = FALSE], parts) == 1,
                       asked[[name]] %||% rep(TRUE, length(populations[[1]])), not_asked[i])
    })
  })
  named <- rep(names(found), lengths(found))
  stats::setNames(unlist(unname(found), recursive = FALSE), named)
}

# The answer of each person, by number, where of each part (columns) so many gave each
# answer (rows): which of them gave it is all the same. The others give one more.
give_answers <- function(n, parts) {
  answers <- rep(nrow(n) + 1L, length(parts$people[[1]]))
  for (i in seq_along(parts$people)) {
    given <- rep(seq_len(nrow(n)), n[, i])
    answers[which(parts$people[[i]])[seq_along(given)]] <- given
  }
  answers
}

# Who `ticked` an answer and who did not; nobody ticks what they were not `asked`. Where it
# stands for not being asked, those do who were not.
question_by_tick <- function(populations, ticked, asked, not_asked) {
  of <- if (not_asked) c(FALSE, TRUE) else c(TRUE, TRUE, FALSE)
  counts <- cbind(seq_along(of) == 1, seq_along(of) != 1)
  list(
    populations = populations,
    answers = ifelse(ticked, 1L, ifelse(asked | not_asked, 2L, 3L)), group = asked, of = of,
    blocks = lapply(populations, function(people) counts)
  )
}

# The populations of which it can't be told how many were asked the question of a row, or
# the one that groups it.
not_told_of <- function(linked, row) {
  of <- linked$of_asking[intersect(c(row$variable, if (!is.na(row$group)) linked$by),
                                   names(linked$of_asking))]
  setdiff(names(linked$members), Reduce(intersect, lapply(of, `[[`, "told"),
                                        names(linked$members)))
}

cells_of_question <- function(everyone, rows) {
  rows[cells_of(everyone[rows, ])]
}

# Tells whether a question is shown for a part of the people: of a two-way table each
# of its questions, and its inside.
is_shown_for <- function(who, rows, n, inside, suppressed, threshold) {
  shown <- function(n) {
    who %in% shown_populations(n, inside, suppressed, threshold)
  }
  if (anyNA(rows$group)) return(shown(n))
  count <- is_count(rows)
  shown(n) && shown(rowsum(n[count, , drop = FALSE], rows$level_label[count])) &&
    shown(rowsum(n[count, , drop = FALSE], rows$group[count]))
}

# "post+pre" is the set of those called "pre+post".
same_population <- function(who, known) {
  if (who %in% known) return(who)
  sorted <- function(x) vapply(strsplit(x, "+", fixed = TRUE), function(parts) {
    paste(sort(parts), collapse = "+")
  }, "")
  known[match(sorted(who), sorted(known))]
}

# The people as the tables divide them: those who are in the same of them.
# `people` is a logical vector for each part, `inside` says which populations
# (columns) a part belongs to.
parts_of <- function(members) {
  part <- rep(1L, length(members[[1]]))
  for (one in members) {
    both <- 2L * part + one
    part <- match(both, unique(both))
  }
  first <- which(!duplicated(part))
  people <- lapply(part[first], function(i) part == i)
  names(people) <- paste("part", seq_along(first))
  list(people = people, inside = do.call(cbind, lapply(members, `[`, first)))
}

row_keys <- function(rows) {
  keys <- c("group", "variable", "level", "level_label", "outcome", "statistic")
  do.call(paste, c(lapply(rows[keys], as.character), sep = "\r"))
}

# Says how many people of each part are in each row of everyone's table.
counts_by_part <- function(counted, everyone, parts) {
  n <- vapply(parts, function(part) {
    rows <- counted[counted$who == part, ]
    found <- rows$n[match(row_keys(everyone), row_keys(rows))]
    ifelse(is.na(found), 0, found)
  }, numeric(nrow(everyone)))
  matrix(n, nrow(everyone), dimnames = list(NULL, parts))
}

# The populations of which not even the total is shown: the small ones, and
# those whose total with one shown before would give a small rest away. Where
# one population holds the other, or they do not meet, or together are everyone,
# the sizes of the rest follow from their totals. For each its reason: the name
# of the other, "" for a small one. With `rest = FALSE`, how many people are in
# neither is not known.
suppressed_populations <- function(members, threshold, rest = TRUE) {
  suppressed <- character()
  published <- character()
  for (name in names(members)) {
    telling <- Find(function(other) {
      telling_totals(members[[name]], members[[other]], threshold, rest)
    }, published)
    if (sum(members[[name]]) < threshold) {
      suppressed[[name]] <- ""
    } else if (!is.null(telling)) {
      suppressed[[name]] <- telling
    } else {
      published <- c(published, name)
    }
  }
  suppressed
}

telling_totals <- function(one, other, threshold, rest) {
  sizes <- c(sum(one & other), sum(one & !other), sum(!one & other),
             if (rest) sum(!one & !other))
  any(sizes == 0) && any(is_small(sizes, threshold))
}

# The populations for which a question is shown, in order: those whose counts
# leave no group of people, in or out of each population shown so far, below the
# threshold. One that would is suppressed for this question as a whole. `n` has a
# row for each row of the question and a column for each part.
shown_populations <- function(n, inside, suppressed, threshold) {
  shown <- "everyone"
  for (name in setdiff(colnames(inside), c("everyone", suppressed))) {
    key <- apply(inside[, c(shown, name), drop = FALSE], 1, paste, collapse = " ")
    together <- rowsum(t(n), key)
    if (!any(is_small(together, threshold))) shown <- c(shown, name)
  }
  shown
}

warn_of_differences <- function(who, linked, threshold) {
  suppressed <- suppressed_populations(linked$members, threshold)
  for (one in setdiff(intersect(who, linked$suppressed), names(suppressed))) {
    warn_pairwave(
      c("Totals must not give a group of fewer than {threshold} people away.",
        x = "That of {.val {one}} would, beside the other results of the cohort.",
        i = "Nothing of {.val {one}} is shown; leave it out of what you publish."),
      topic = "disclosure"
    )
  }
  for (one in intersect(who, names(suppressed)[nzchar(suppressed)])) {
    other <- suppressed[[one]]
    warn_pairwave(
      c("Two totals must not give a group of fewer than {threshold} people away.",
        x = "Those of {.val {one}} and {.val {other}} would.",
        i = "Nothing of {.val {one}} is shown; leave it out of what you publish."),
      topic = "disclosure"
    )
  }
}
