# An attacker who has, beside everything that a report publishes of a cohort, what its
# people said: codes by every group, pairs of codes, joint displays and quotes.
#
# Here a person is one thing as a whole: the flow, the answers to the questions and the
# codes. Whatever people differ from those there are in a thing or two, and give every
# number that is shown, are looked at: the attacker is taken to know that nobody is
# farther from them, and so finds more than there is to find.

# ---- cohorts -----------------------------------------------------------------

attacked_codes <- c("a > a1", "a > a2", "b > b1", "b > b2", "c")

# A cohort whose people answered an open question in one wave or in each, and some met in
# three groups: what they said is coded, and most of it approved to be quoted.
coded_cohort_to_attack <- function(seed, threshold = NULL) {
  set.seed(seed)
  dir <- tempfile("attack")
  dir.create(dir)
  waves <- sample(2:3, 1, prob = c(3, 1))
  threshold <- threshold %||% sample(c(3, 5, 5), 1)
  cohort <- attacked_cohort(list(threshold = threshold), waves = waves,
                            n = sample(c(20:120, 30:60), 1), coded = open_answers_of, dir = dir)
  profile <- cohort$study$disclosure
  cohort$study$disclosure <- "none"
  for (material in names(cohort$codes)) {
    candidates <- nrow(review_quotes(cohort, material = material))
    some <- which(runif(candidates) < sample(c(0.3, 1), 1))
    if (length(some)) review_quotes(cohort, material = material, yes = some)
  }
  cohort$study$disclosure <- profile
  cohort
}

# Codes of some people, unequally often and not independently of each other.
open_answers_of <- function(dir, code, come, list_of, came) {
  likely <- runif(length(attacked_codes))^sample(c(0.5, 1, 2), 1)
  has <- vapply(likely, function(p) runif(length(code)) < p, logical(length(code)))
  if (runif(1) < 0.3) has[, 2] <- has[, 2] & has[, 1]
  said <- function(who, wave, source) {
    rows <- do.call(rbind, lapply(which(who), function(i) {
      given <- attacked_codes[has[i, ] & runif(5) < 0.9]
      given <- if (length(given)) given else NA
      data.frame(id = code[i], wave = wave, source = source[i], code = given)
    }))
    strangers <- sample(c(0, 0, 1, 4), 1)
    if (strangers > 0) {
      rows <- rbind(rows, data.frame(
        id = paste0("X", wave, seq_len(strangers)), wave = wave, source = source[1],
        code = sample(c(attacked_codes, NA), strangers, TRUE)
      ))
    }
    rows
  }
  write <- function(rows, name) {
    rows$unit <- paste(rows$id, rows$wave)
    # The same words for every code that is given to them.
    rows$text <- paste("so it was and no more than", match(rows$unit, unique(rows$unit)))
    if (name == "talk.csv") rows$wave <- NULL
    utils::write.csv(rows, file.path(dir, name), row.names = FALSE, na = "")
    list(file = name, unit = "unit", participants = "id", code = "code", text = "text",
         source = "source")
  }
  here <- seq_len(ncol(come))
  asked_in <- if (runif(1) < 0.7) max(here) else here
  names <- c("pre", "post", "later")
  rows <- do.call(rbind, lapply(asked_in, function(w) {
    said(come[, w] & runif(length(code)) < 0.9, names[w], rep("q", length(code)))
  }))
  answers <- write(rows, "answers.csv")
  answers$wave <- if (length(asked_in) == 1) names[asked_in] else "wave"
  codes <- list(answers = answers)
  if (!is.null(came)) {
    met <- code %in% came$code[came$team == 1]
    if (any(met)) {
      has[] <- has[sample(nrow(has)), ]
      groups <- paste0("FG", sample(3, length(code), TRUE))
      talk <- write(said(met, "", groups), "talk.csv")
      codes$talk <- c(talk, group = "team")
    }
  }
  utils::write.csv(data.frame(top = sub(" > .*", "", attacked_codes), code = sub(".* > ", "", attacked_codes))[-5, ],
                   file.path(dir, "frame.csv"), row.names = FALSE)
  list(codes = codes, quotes = list(attributes = c("sex", "year"), threshold = 3L))
}

# ---- people ------------------------------------------------------------------

# Columns of one material: whether a person was asked on an occasion, and has a code.
coded_truth <- function(cohort, truth) {
  person <- as.character(cohort$people$person)
  n <- length(truth$twice)
  for (m in names(cohort$codes)) {
    x <- unclass(cohort$codes[[m]])
    strangers <- setdiff(x$participant, person)
    # Whoever is no person of the cohort is a record set aside, as other counts see it.
    before <- n
    n <- n + length(strangers)
    truth <- lapply(truth, function(column) {
      more <- if (is.logical(column)) FALSE else if (is.character(column)) "" else 0
      c(column, rep(more, length(strangers)))
    })
    truth$twice[before + seq_along(strangers)] <- TRUE
    truth$sessions[before + seq_along(strangers)] <- -1
    at <- match(c(person, strangers), c(person, strangers))
    rows <- c(seq_along(person), before + seq_along(strangers))
    place <- rows[match(x$participant, c(person, strangers))]
    members <- match(attr(cohort$codes[[m]], "members"), person)
    for (o in occasions_of(cohort, m)) {
      here <- occasion(x, o)
      truth[[paste(m, "asked", o)]] <- seq_len(n) %in% c(place[here], members)
      for (code in attacked_codes) {
        truth[[paste(m, code, o)]] <- seq_len(n) %in% place[here & x$code %in% code]
      }
    }
    source <- rep("", n)
    source[place] <- x$source
    truth[[paste(m, "source")]] <- source
  }
  # Columns of an earlier material are as long as those of the last.
  lapply(truth, function(column) {
    c(column, rep(if (is.logical(column)) FALSE else if (is.character(column)) "" else 0,
                  n - length(column)))
  })
}

occasions_of <- function(cohort, m) {
  waves <- unique(stats::na.omit(unclass(cohort$codes[[m]])$wave))
  if (length(waves) > 1) waves else "once"
}

occasion <- function(x, o) if (o == "once") rep(TRUE, length(x$wave)) else x$wave %in% o

asked_about <- function(cohort, m, at = occasions_of(cohort, m)) {
  columns <- paste(m, "asked", at)
  function(x) Reduce(`|`, x[columns])
}

says <- function(cohort, m, code, at = occasions_of(cohort, m)) {
  below <- attacked_codes[attacked_codes == code | startsWith(attacked_codes, paste0(code, " > "))]
  columns <- as.vector(outer(paste(m, below), at, paste))
  function(x) Reduce(`|`, x[columns])
}

both_of <- function(f, g) {
  force(f)
  force(g)
  function(x) f(x) & g(x)
}

none_of <- function(f) {
  force(f)
  function(x) !f(x)
}

# The groups of code_frequencies(), as functions of people.
group_of <- function(cohort, m, by, group) {
  if (by == "source") return(function(x) x[[paste(m, "source")]] == group)
  if (by == "team") {
    # Who is not on the list is in no group; whoever is no person of the cohort is not known.
    sent <- paste("twice", names(cohort$surveys))
    strange <- function(x) x$twice & !Reduce(`|`, x[sent])
    return(switch(group, Yes = function(x) x$team,
                  No = function(x) !x$team & !strange(x), strange))
  }
  # Whoever is no person of the cohort has no answer to know.
  level <- switch(group, Undisclosed = , Missing = , `Not answered` = "none", `Not asked` = "not asked",
                  `Not known` = "", group)
  function(x) x[[paste("level", by)]] == level
}

# ---- what is published of codes ----------------------------------------------

groups_of_codes <- function(cohort, m) {
  c("sex", "year", if (length(occasions_of(cohort, m)) > 1) "wave", if (m == "talk") "source",
    if (!is.null(cohort$study$attendance)) "team")
}

# Every number of people in them, as attack_published_counts() gives them; `high` where the
# reader knows no more than that there are `n` or more.
coded_counts <- function(cohort) {
  out <- list()
  add <- function(n, set, high = n) {
    force(set)
    if (length(n) == 1 && !is.na(n)) {
      out[[length(out) + 1]] <<- list(n = n, set = set, high = high, block = "")
    }
  }
  of_cohort <- function(x) !x$twice
  for (m in names(cohort$codes)) local({
    m <- m
    everyone <- asked_about(cohort, m)
    for (by in c(list(NULL), as.list(groups_of_codes(cohort, m)))) {
      f <- as.data.frame(code_frequencies(cohort, material = m, by = by, count = "participants"))
      for (i in seq_len(nrow(f))) local({
        row <- f[i, ]
        at <- if (identical(by, "wave") && !is.na(row$group)) row$group else occasions_of(cohort, m)
        of <- if (is.na(row$group) || by == "wave") function(x) TRUE else
          group_of(cohort, m, by, row$group)
        add(row$estimate, both_of(of, says(cohort, m, row$code, at)))
        add(row$denominator, both_of(of, asked_about(cohort, m, at)))
        add(round(row$percent * row$denominator / 100), both_of(of, says(cohort, m, row$code, at)))
      })
    }
    for (level in c("code", "top")) {
      p <- as.data.frame(co_occurrence(cohort, material = m, level = level))
      for (i in seq_len(nrow(p))) local({
        row <- p[i, ]
        first <- says(cohort, m, row$first)
        second <- says(cohort, m, row$second)
        add(row$both, both_of(first, second))
        add(row$first_n, first)
        add(row$second_n, second)
        add(row$n, everyone)
      })
    }
    for (s in names(cohort$study$scales)) for (ws in utils::combn(names(cohort$surveys), 2, simplify = FALSE)) {
      j <- as.data.frame(joint_display(cohort, material = m, level = "all",
                                       outcome = paste0(s, ": ", ws[1], " to ", ws[2])))
      scored <- local({
        columns <- paste(s, ws)
        function(x) x[[columns[1]]] & x[[columns[2]]]
      })
      for (i in which(j$status == "shown")) local({
        row <- j[i, ]
        has <- says(cohort, m, row$code)
        side <- if (is.na(row$side)) function(x) TRUE else if (row$side == "with") has else none_of(has)
        side <- both_of(both_of(side, everyone), of_cohort)
        if (row$statistic == "participants") add(row$estimate, side)
        if (row$statistic == "n") add(row$estimate, both_of(side, scored))
        if (row$statistic != "participants") add(row$n, both_of(side, scored))
      })
    }
    q <- as.data.frame(quotes(cohort, material = m))
    q <- q[q$status == "shown", ]
    for (kind in split(q, paste(q$code, q$attributes))) local({
      row <- kind[1, ]
      has <- says(cohort, m, row$code)
      of <- attributed(row$attributes)
      add(length(unique(kind$participant)), both_of(has, of), 1e4)
    })
    # Two codes of one person.
    quoted <- unique(q$code)
    for (pair in if (length(quoted) > 1) utils::combn(quoted, 2, simplify = FALSE)) local({
      one <- q[q$code == pair[1], ]
      two <- q[q$code == pair[2], ]
      linked <- cohort_quotes_linked(one, two)
      first <- says(cohort, m, pair[1])
      second <- says(cohort, m, pair[2])
      add(linked, both_of(first, second), 1e4)
    })
  })
  out
}

# Attributes stand in the order of the study: "f, year 2".
attributed <- function(attributes) {
  if (is.na(attributes)) return(function(x) TRUE)
  parts <- strsplit(attributes, ", ", fixed = TRUE)[[1]]
  year <- grepl("^Year ", parts, ignore.case = TRUE)
  sex <- parts[!year]
  year <- sub("^Year ", "", parts[year], ignore.case = TRUE)
  function(x) {
    (length(sex) == 0 | x[["level sex"]] %in% sex) & (length(year) == 0 | x[["level year"]] %in% year)
  }
}

# How many people of two codes are surely one: their quotes have the same words. A number
# is a person within one code only.
cohort_quotes_linked <- function(one, two) {
  length(unique(one$participant[one$text %in% two$text]))
}

# Sets to look for: who has a code or has it not, and two codes, in all and by group, by
# wave, and by score.
coded_sets_to_find <- function(cohort, truth) {
  sets <- list()
  add <- function(name, set) sets[[name]] <<- set
  codes <- unique(c("a", "b", attacked_codes))
  for (m in names(cohort$codes)) local({
    m <- m
    asked <- asked_about(cohort, m)
    cells <- list()
    for (code in codes) {
      cells[[paste(m, code)]] <- says(cohort, m, code)
      cells[[paste(m, "not", code)]] <- both_of(asked, none_of(says(cohort, m, code)))
    }
    cells[[paste(m, "asked")]] <- asked
    cells[[paste(m, "not asked")]] <- both_of(none_of(asked), function(x) !x$twice)
    groups <- list()
    for (by in setdiff(groups_of_codes(cohort, m), c("wave", "source"))) {
      values <- switch(by, team = c("Yes", "No"), unique(truth[[paste("level", by)]]))
      for (value in setdiff(values, "")) groups[[paste(by, value)]] <- group_of(cohort, m, by, value)
    }
    if (m == "talk") for (value in setdiff(unique(truth[[paste(m, "source")]]), "")) {
      groups[[value]] <- group_of(cohort, m, "source", value)
    }
    for (s in names(cohort$study$scales)) for (ws in utils::combn(names(cohort$surveys), 2, simplify = FALSE)) local({
      columns <- paste(s, ws)
      groups[[paste(columns, collapse = " and ")]] <<- function(x) x[[columns[1]]] & x[[columns[2]]]
      groups[[paste("not", paste(columns, collapse = " and "))]] <<- function(x) !(x[[columns[1]]] & x[[columns[2]]])
    })
    for (cell in names(cells)) {
      add(cell, cells[[cell]])
      for (group in names(groups)) add(paste(cell, "of", group), both_of(cells[[cell]], groups[[group]]))
    }
    for (o in setdiff(occasions_of(cohort, m), "once")) {
      for (code in codes) {
        add(paste(m, code, o), says(cohort, m, code, o))
        add(paste(m, "not", code, o), both_of(asked_about(cohort, m, o), none_of(says(cohort, m, code, o))))
      }
    }
    for (pair in utils::combn(codes, 2, simplify = FALSE)) {
      one <- says(cohort, m, pair[1])
      two <- says(cohort, m, pair[2])
      named <- paste(m, paste(pair, collapse = " and "))
      add(named, both_of(one, two))
      add(paste(named, "first only"), both_of(one, none_of(two)))
      add(paste(named, "second only"), both_of(two, none_of(one)))
    }
  })
  sets
}

# ---- sums --------------------------------------------------------------------

# The kinds of people that there are, and all that differ from one of them in what it
# said of one material on one occasion, in the answer to a question, in the group that it
# met, or in the flow.
kinds_near <- function(cohort, truth) {
  people <- unique(as.data.frame(truth, check.names = FALSE))
  waves <- names(cohort$surveys)
  of_codes <- unlist(lapply(names(cohort$codes), function(m) {
    c(as.vector(outer(paste(m, c("asked", attacked_codes)), occasions_of(cohort, m), paste)),
      paste(m, "source"))
  }))
  of_levels <- paste("level", attacked_questions)
  flow <- setdiff(names(people), c(of_codes, of_levels))
  strange <- people$twice & !Reduce(`|`, people[paste("twice", waves)])
  with_values <- function(values, at = seq_len(nrow(people))) {
    out <- people[rep(at, each = nrow(values)), , drop = FALSE]
    out[names(values)] <- values[rep(seq_len(nrow(values)), length(at)), , drop = FALSE]
    out
  }
  parts <- list(people)
  for (m in names(cohort$codes)) for (o in occasions_of(cohort, m)) {
    said <- expand.grid(rep(list(c(FALSE, TRUE)), length(attacked_codes)))
    names(said) <- paste(m, attacked_codes, o)
    said[[paste(m, "asked", o)]] <- TRUE
    none <- said[1, ]
    none[] <- FALSE
    parts[[length(parts) + 1]] <- with_values(rbind(said, none), which(!people$twice | strange))
  }
  if ("talk" %in% names(cohort$codes)) {
    parts[[length(parts) + 1]] <- with_values(
      data.frame(`talk source` = unique(people[["talk source"]]), check.names = FALSE),
      which(people[["talk asked once"]])
    )
  }
  for (column in of_levels) {
    values <- stats::setNames(data.frame(unique(people[[column]][!people$twice])), column)
    parts[[length(parts) + 1]] <- with_values(values, which(!people$twice))
  }
  parts[[length(parts) + 1]] <- with_values(unique(people[!people$twice, flow]), which(!people$twice))
  out <- unique(do.call(rbind, parts))
  possible <- rep(TRUE, nrow(out))
  strange <- out$twice & !Reduce(`|`, out[paste("twice", waves)])
  for (m in names(cohort$codes)) {
    if (m == "talk") {
      # Whoever is of the group was asked, and is of a source only then.
      possible <- possible & (strange | out[["talk asked once"]] == out$team)
      out[["talk source"]][!out[["talk asked once"]]] <- ""
      possible <- possible & (!out[["talk asked once"]] | nzchar(out[["talk source"]]))
    } else {
      for (o in occasions_of(cohort, m)) {
        wave <- if (o == "once") unique(stats::na.omit(unclass(cohort$codes[[m]])$wave)) else o
        possible <- possible & (strange | !out[[paste(m, "asked", o)]] | out[[paste("in", wave)]])
      }
    }
  }
  unique(out[possible, , drop = FALSE])
}

# What an attack finds of a cohort with codes: as attack_cohort(). `before` is done before
# anything of codes is published.
attack_codes <- function(cohort, before = identity) {
  k <- disclosure_profile(cohort$study$disclosure)$threshold
  report <- whole_counts(cohort, published_results(cohort))$counts
  of_flow <- vapply(report, function(one) grepl("^(level|$)", one$block), NA)
  before(cohort)
  codes <- coded_counts(cohort)
  counts <- c(report[of_flow], codes)
  truth <- whole_truth_of_codes(cohort)
  sets <- whole_sets(cohort, truth)
  of_report <- names(sets)
  sets <- c(sets, lapply(coded_sets_to_find(cohort, truth), function(set) list(set = set, block = "")))
  sets <- sets[vapply(sets, function(one) grepl("^(level|$)", one$block), NA)]
  size <- vapply(sets, function(one) sum(one$set(truth)), 0)
  wanted <- sets[is_small(size, k)]
  low <- vapply(counts, `[[`, 0, "n")
  high <- vapply(counts, function(one) one$high %||% one$n, 0)
  true <- rowSums(members_of(counts, truth))
  found <- settle_kinds(counts, low, high, wanted, truth, cohort)
  exact <- low == high
  # What the attacker of a report without codes would be said to find is not theirs.
  mine <- seq_along(counts) <= sum(of_flow)
  before <- settle_kinds(counts[mine], low[mine], high[mine],
                         wanted[intersect(names(found$pinned), of_report)], truth, cohort)
  found$pinned <- found$pinned[setdiff(names(found$pinned), names(before$pinned))]
  list(counts = length(counts), of_codes = length(codes), targets = length(wanted),
       small = sum(is_small(low[exact], k)), misread = sum(true < low - 1e-6 | true > high + 1e-6),
       pinned = found$pinned, undecided = found$undecided)
}

whole_truth_of_codes <- function(cohort) {
  truth <- as.list(truth_of(cohort))
  for (column in attacked_questions) truth <- truth_by_level(cohort, column, truth)
  coded_truth(cohort, truth)
}

settle_kinds <- function(counts, low, high, wanted, truth, cohort) {
  targets <- members_of(wanted, truth)
  size <- stats::setNames(rowSums(targets), names(wanted))
  if (!length(wanted)) return(list(pinned = size, undecided = 0))
  open <- !moved_by_steps(members_of(counts, truth), targets, low, high)
  if (!any(open)) return(list(pinned = size[0], undecided = 0))
  kinds <- as.list(kinds_near(cohort, truth))
  rows <- members_of(counts, kinds)
  targets <- members_of(wanted[open], kinds)
  apart <- !duplicated(column_keys(rbind(rows, targets)))
  settle(list(rows = rows[, apart, drop = FALSE], low = low, high = high, links = NULL,
              targets = targets[, apart, drop = FALSE]), size, which(open), 3)
}
