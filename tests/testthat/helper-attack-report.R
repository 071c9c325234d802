# An attacker who has everything that one call of report() publishes of a cohort,
# its codebook besides, and knows how the results are computed.

# ---- cohorts -----------------------------------------------------------------

# A cohort of one to three waves, one or two scales, people who missed waves,
# items or their code, sent a record twice, and maybe an attendance list. Scales
# are scored in whole numbers where `whole`. `coded` is a function that writes coded
# material of these people into a folder and gives the keys of a study about it.
attacked_cohort <- function(disclosure, waves = sample(1:3, 1, prob = c(1, 3, 6)),
                            whole = FALSE, n = sample(c(8:60, 25:45), 1),
                            attendance = runif(1) < 0.4, coded = NULL,
                            dir = NULL) {
  dir <- dir %||% withr::local_tempdir()
  names <- c("pre", "post", "later")[seq_len(waves)]
  scales <- if (attendance) "a" else c("a", "b")[seq_len(sample(2, 1))]
  items <- lapply(stats::setNames(nm = scales), function(s) paste0(s, seq_len(sample(3:5, 1))))
  missing <- sample(c(0, 0.01, 0.03, 0.08), 1)
  come <- matrix(runif(n * waves) < rep(runif(waves, 0.5, 1), each = n), n)
  if (runif(1) < 0.4) {
    # Nearly everyone stays.
    come[] <- runif(n * waves) < 0.95
  }
  trait <- stats::rnorm(n)
  people <- data.frame(code = sprintf("P%03d", seq_len(n)))
  sex <- sample(c("f", "m", NA), n, TRUE, c(6, 3, sample(0:1, 1)))
  year <- sample(1:4, n, TRUE, rexp(4) + 0.05)
  # A question stands in every wave, or in some of them.
  asking <- lapply(c(sex = 0.6, year = 0.4), function(everywhere) {
    if (runif(1) < everywhere) return(rep(TRUE, waves))
    seq_len(waves) %in% sample(waves, sample(waves, 1))
  })
  for (w in seq_len(waves)) {
    data <- data.frame(people, sex = sex, year = year)
    data <- data[c(TRUE, asking$sex[w], asking$year[w])]
    for (item in unlist(items)) {
      answer <- pmin(5, pmax(1, round(3 + trait + 0.3 * w + stats::rnorm(n))))
      answer[runif(n) < missing] <- NA
      data[[item]] <- answer
    }
    data[runif(n) < 0.02, unlist(items)] <- NA
    here <- come[, w]
    if (!any(here)) here[1] <- TRUE
    data <- data[here, ]
    lost <- runif(nrow(data)) < sample(c(0, 0.03), 1)
    data$code[lost] <- NA
    again <- data[runif(nrow(data)) < sample(c(0, 0.03), 1), ]
    data <- rbind(data, again)
    # So that no scale is without an answer.
    data[1, unlist(items)] <- 3
    utils::write.csv(data, file.path(dir, paste0(names[w], ".csv")),
                     row.names = FALSE, na = "")
  }
  list_of <- NULL
  if (attendance) {
    came <- data.frame(people, s1 = runif(n) < 0.9, s2 = runif(n) < 0.8, s3 = runif(n) < 0.7,
                       team = runif(n) < 0.5)[runif(n) < 0.95, ]
    came[-1] <- lapply(came[-1], as.integer)
    utils::write.csv(came, file.path(dir, "came.csv"), row.names = FALSE)
    list_of <- list(file = "came.csv", sessions = c("s1", "s2", "s3"), groups = "team")
  }
  more <- if (!is.null(coded)) coded(dir, people$code, come, list_of, if (attendance) came)
  cohort <- suppressMessages(suppressWarnings(read_cohort(do.call(study, c(more, list(
    waves = lapply(stats::setNames(nm = names), function(w) list(file = paste0(w, ".csv"), label = w)),
    id = list(column = "code", duplicates = "most_complete"), dir = dir,
    scales = lapply(items, function(of) list(
      label = of[1], items = of, range = c(1, 5), score = "sum",
      min_items = if (whole) length(of) else length(of) - 1
    )),
    demographics = list(list(column = "sex", label = "Sex", undisclosed = TRUE),
                        list(column = "year", label = "Year")),
    attendance = list_of, disclosure = disclosure
  ))))))
  # As it is read, so that its file is read once.
  cohort$study$disclosure <- disclosure_profile(disclosure)
  cohort
}

# ---- what is published -------------------------------------------------------

# What report() prints of a cohort, and its codebook: as estimated, before any profile.
# Each of these functions ends in publish() (test-publish.R), so that what is estimated
# once can be published under one profile after another.
estimated_results <- function(cohort) {
  cohort$study$disclosure <- "none"
  waves <- length(cohort$surveys)
  results <- list(flow = participation(cohort), reliability = scale_reliability(cohort),
                  means = wave_means(cohort), codebook = codebook(cohort))
  if (waves > 1) {
    results <- c(results, list(
      change = paired_change(cohort), items = item_change(cohort),
      follow_up = attrition(cohort), linkage = attrition(cohort, compare = "linkage")
    ))
    for (column in attacked_questions) {
      if (!grouped(cohort, column)) next
      results[[paste("change by", column)]] <- paired_change(cohort, by = column)
    }
  }
  if (waves > 2) results$persistence <- persistence(cohort)
  results
}

attacked_questions <- c("sex", "year")

# The same as the profile of the cohort lets it be published, with the tables that
# count people as publish() needs them: for every `who` that there can be.
published_results <- function(cohort, estimated = estimated_results(cohort)) {
  counted <- names(estimated)
  results <- lapply(stats::setNames(nm = counted), function(name) {
    if (name == "persistence") {
      publish(estimated[[name]], cohort, waves = names(cohort$surveys)[1:3])
    } else if (startsWith(name, "change by ")) {
      publish(estimated[[name]], cohort, by = sub("change by ", "", name))
    } else {
      publish(estimated[[name]], cohort)
    }
  })
  sets <- who_sets(cohort)
  truth <- truth_of(cohort)
  who <- names(sets)[vapply(sets, function(set) any(set(truth)), NA)]
  results$demographics <- suppressWarnings(demographics(cohort, who = who))
  results$checks <- check_cohort(cohort)
  counts <- publish(estimate_cohort(cohort), cohort)
  results$printed <- flow_table(cohort, counts)$body
  results$pairs <- pairs_table(cohort, counts)
  results$people <- count_people_line(cohort, counts)
  results
}

# The waves that ask a question, and the people or states that were in one of some.
asking_waves <- function(cohort, column) {
  Filter(function(w) column %in% names(cohort$surveys[[w]]), names(cohort$surveys))
}

asked_in <- function(waves) {
  force(waves)
  function(x) Reduce(`|`, x[paste("in", waves, recycle0 = TRUE)], rep(FALSE, length(x$twice)))
}

# Every number of people in them: `set` is a function of what is known of each
# person, for whom see states_of(), `n` what is shown.
attack_published_counts <- function(cohort, results) {
  waves <- names(cohort$surveys)
  scales <- names(cohort$study$scales)
  out <- list()
  add <- function(n, set) {
    if (is.character(n)) n <- suppressWarnings(as.numeric(n))
    if (length(n) == 1 && !is.na(n)) out[[length(out) + 1]] <<- list(n = n, set = set, block = "")
  }
  # Functions of the states, made at once: what they are made from changes.
  scored <- function(s, w) {
    column <- paste(s, w)
    function(x) x[[column]]
  }
  all_of <- function(s, ws) {
    columns <- paste(s, ws)
    function(x) Reduce(`&`, x[columns])
  }
  any_of <- function(s, ws) {
    columns <- paste(s, ws)
    function(x) Reduce(`|`, x[columns])
  }
  here <- function(w) scored("in", w)
  usable <- function(w) scored("usable", w)
  both <- function(f, g) {
    force(f)
    force(g)
    function(x) f(x) & g(x)
  }
  not <- function(f) {
    force(f)
    function(x) !f(x)
  }
  linked <- function(x) x$waves > 1
  everyone <- function(x) !x$twice
  numbers <- regmatches(results$people, gregexpr("[0-9]+", results$people))[[1]]
  if (grepl("^[0-9]", results$people)) add(numbers[1], everyone)
  if (grepl("whom [0-9]", results$people)) {
    add(sub("^.*of whom ([0-9]+) .*$", "\\1", results$people), function(x) x$sessions >= 1)
  }
  d <- results$demographics
  sets <- who_sets(cohort)
  for (i in which(!duplicated(d[c("who", "variable")]))) {
    add(d$denominator[i], both(sets[[d$who[i]]], asked_in(asking_waves(cohort, d$variable[i]))))
  }
  f <- results$flow
  for (i in seq_len(nrow(f))) local({
    w <- f$name[i]
    o <- f$outcome[i]
    if (f$stage[i] == "wave") {
      add(f$n[i], switch(o,
        received = function(x) x[[paste("in", w)]] | x[[paste("twice", w)]],
        duplicate = function(x) x[[paste("twice", w)]],
        unusable = both(here(w), not(usable(w))),
        no_id = function(x) usable(w)(x) & x$no_id,
        unlinked = function(x) usable(w)(x) & !x$no_id & x$waves == 1,
        linked = both(usable(w), linked),
        not_received = function(x) x$sessions >= 1 & !here(w)(x) & !x$twice
      ))
    } else if (f$stage[i] == "attendance") {
      add(f$n[i], switch(o, listed = function(x) x$sessions >= 0,
                         none = function(x) x$sessions == 0,
                         at_least_1 = function(x) x$sessions >= 1,
                         at_least_3 = function(x) x$sessions >= 3))
    } else if (f$stage[i] == "group") {
      add(f$n[i], function(x) x$team)
    } else {
      ws <- strsplit(w, " to ", fixed = TRUE)[[1]]
      usable_both <- both(usable(ws[1]), usable(ws[2]))
      s <- f$scale[i]
      add(f$n[i], switch(o, both = usable_both, analysed = all_of(s, ws),
                         not_scored = both(usable_both, not(all_of(s, ws)))))
    }
  })
  p <- results$printed
  for (i in seq_along(waves)) local({
    w <- waves[i]
    add(p$respondents[i], function(x) x[[paste("in", w)]] | x[[paste("twice", w)]])
    add(p$linked[i], both(here(w), linked))
    add(p$unlinked[i], function(x) here(w)(x) & !x$no_id & x$waves == 1)
    add(p$duplicate[i], function(x) x[[paste("twice", w)]])
    add(p$no_id[i], function(x) here(w)(x) & x$no_id)
    if (!is.null(p$attended)) add(p$attended[i], function(x) here(w)(x) & x$sessions >= 1)
  })
  m <- results$means
  for (i in seq_len(nrow(m))) local({
    s <- m$scale[i]
    ws <- if (m$who[i] == "wave") m$wave[i] else waves
    add(m$n[i], all_of(s, ws))
  })
  ch <- results$change
  for (i in which(!is.na(ch$n) | !is.na(ch$estimate))) local({
    s <- ch$scale[i]
    ws <- c(ch$from[i], ch$to[i])
    whole <- ch$contrast[i] == "all waves"
    pair <- if (whole) all_of(s, waves) else all_of(s, ws)
    of_any <- ch$statistic[i] %in% c("change_likelihood", "p_likelihood", "n_any")
    add(ch$n[i], if (of_any) any_of(s, waves) else pair)
    set <- switch(ch$statistic[i], n = pair, n_complete = pair, n_any = any_of(s, waves),
                  n_before_only = both(scored(s, ws[1]), not(scored(s, ws[2]))),
                  n_after_only = both(scored(s, ws[2]), not(scored(s, ws[1]))))
    if (!is.null(set)) add(ch$estimate[i], set)
  })
  pe <- results$persistence
  for (i in seq_len(NROW(pe))) local({
    s <- pe$scale[i]
    since <- all_of(s, waves[2:3])
    everyone <- any_of(s, waves)
    set <- switch(pe$statistic[i], change_since_pairs = since, margin = since,
                  p_persistence_pairs = since, change_since = everyone,
                  p_persistence = everyone, gain = everyone, gain_later = everyone,
                  retention = everyone, n_lost = everyone, tipping_point = everyone,
                  gain_if_unchanged = scored(s, waves[1]))
    if (!is.null(set)) add(pe$n[i], set)
    if (pe$statistic[i] == "n_lost") {
      add(pe$estimate[i], both(any_of(s, waves), not(scored(s, waves[3]))))
    }
  })
  for (a in list(results$follow_up, results$linkage)) for (i in which(!is.na(a$n) | !is.na(a$estimate))) local({
    w <- a$from[i]
    whole <- if (a$compare[i] == "linkage") here(w) else usable(w)
    first <- if (a$compare[i] == "linkage") both(whole, linked) else both(whole, usable(a$to[i]))
    side <- if (is.na(a$group[i])) whole else if (a$group[i] %in% c("stayed", "linked")) first else
      both(whole, not(first))
    if (a$statistic[i] == "n") {
      add(a$estimate[i], side)
      add(a$n[i], whole)
    } else if (a$statistic[i] == "odds_ratio") {
      add(a$n[i], whole)
    } else if (a$variable[i] %in% scales) {
      add(a$n[i], both(side, scored(a$variable[i], w)))
    } else if (a$statistic[i] %in% c("count", "share", "smd")) {
      until <- waves[seq_len(match(w, waves))]
      add(a$n[i], both(side, asked_in(intersect(asking_waves(cohort, a$variable[i]), until))))
    } else if (a$statistic[i] %in% c("weight_min", "weight_max", "effective_n")) {
      add(a$n[i], first)
    } else {
      add(a$n[i], whole)
    }
  })
  cb <- results$codebook
  for (i in seq_len(nrow(cb))) local({
    w <- cb$wave[i]
    add(cb$n[i] + cb$n_missing[i],
        function(x) x[[paste("in", w)]] | x[[paste("twice", w)]])
  })
  pairs <- results$pairs
  if (!is.null(pairs)) {
    pairs_of <- utils::combn(waves, 2, simplify = FALSE)
    for (ws in pairs_of) local({
      ws <- ws
      at <- match(paste(ws, collapse = " to "), pairs$head)
      for (s in scales) add(pairs$body[[at]][match(s, scales)], all_of(s, ws))
    })
  }
  out
}

# ---- who there can be --------------------------------------------------------

# Every state that a person or a record set aside can be in, a row each, as far as
# results tell them apart.
states_of <- function(cohort, scales = names(cohort$study$scales),
                      attendance = !is.null(cohort$study$attendance)) {
  waves <- names(cohort$surveys)
  scored <- expand.grid(rep(list(c(FALSE, TRUE)), length(scales)))
  of_wave <- rbind(
    data.frame(present = FALSE, usable = FALSE, scored[0, , drop = FALSE][1, , drop = FALSE]),
    data.frame(present = TRUE, usable = FALSE, scored[0, , drop = FALSE][1, , drop = FALSE]),
    data.frame(present = TRUE, usable = TRUE, scored)
  )
  of_wave[is.na(of_wave)] <- FALSE
  names(of_wave) <- c("present", "usable", scales)
  grid <- expand.grid(rep(list(seq_len(nrow(of_wave))), length(waves)))
  x <- list()
  for (i in seq_along(waves)) {
    one <- of_wave[grid[[i]], ]
    x[[paste("in", waves[i])]] <- one$present
    x[[paste("usable", waves[i])]] <- one$usable
    for (s in scales) x[[paste(s, waves[i])]] <- one[[s]]
  }
  x <- as.data.frame(x, check.names = FALSE)
  x$waves <- rowSums(x[paste("in", waves)])
  x$no_id <- FALSE
  x <- rbind(x, transform_no_id(x[x$waves == 1, ]))
  x$sessions <- -1
  x$team <- FALSE
  if (attendance) {
    listed <- x[!x$no_id, ]
    more <- do.call(rbind, unlist(lapply(c(0, 1, 3), function(sessions) {
      lapply(c(FALSE, TRUE), function(team) {
        listed$sessions <- sessions
        listed$team <- team
        listed
      })
    }), recursive = FALSE))
    x <- rbind(x, more)
  }
  # Who is on no list is nobody, unless lists are not looked at.
  listed <- !is.null(cohort$study$attendance)
  x <- x[x$waves > 0 | (listed & (!attendance | x$sessions >= 0)), ]
  with_duplicates(x, waves, waves)
}

# With a line for the second record of a person in each of some waves.
with_duplicates <- function(x, waves, of) {
  x$twice <- FALSE
  for (w in waves) x[[paste("twice", w)]] <- FALSE
  for (w in of) {
    again <- x[1, ]
    again[names(again)] <- lapply(again, function(value) if (is.logical(value)) FALSE else 0)
    again$sessions <- -1
    again$twice <- TRUE
    again[[paste("twice", w)]] <- TRUE
    x <- rbind(x, again)
  }
  x
}

transform_no_id <- function(x) {
  x$no_id <- rep(TRUE, nrow(x))
  x
}

# The people of a cohort and its records set aside, in the same columns.
truth_of <- function(cohort) {
  waves <- names(cohort$surveys)
  scales <- names(cohort$study$scales)
  people <- cohort$people
  x <- list()
  for (w in waves) {
    x[[paste("in", w)]] <- !is.na(people[[w]])
    x[[paste("usable", w)]] <- usable_records(cohort, w)
    for (s in scales) x[[paste(s, w)]] <- !is.na(scores_wide(cohort, s)[[w]])
  }
  x <- as.data.frame(x, check.names = FALSE)
  x$waves <- rowSums(x[paste("in", waves)])
  without <- cohort$respondents$person[cohort$respondents$status == "no_id"]
  x$no_id <- people$person %in% without
  attended <- if (is.null(people$attended)) rep(NA, nrow(people)) else people$attended
  x$sessions <- ifelse(is.na(attended), -1, attended)
  x$team <- if (is.null(people$team)) FALSE else people$team
  with_duplicates(x, waves,
                  as.character(cohort$respondents$wave[cohort$respondents$status == "duplicate"]))
}

# Sets that somebody might want to know the size of: what the tables have a line
# for, and every combination of waves.
sets_to_find <- function(cohort, scales = names(cohort$study$scales),
                         attendance = !is.null(cohort$study$attendance)) {
  waves <- names(cohort$surveys)
  sets <- list(
    unlinked = function(x) x$waves == 1 & !x$no_id, linked = function(x) x$waves > 1,
    one_wave = function(x) x$waves == 1
  )
  if (attendance) {
    sets <- c(sets, list(
      stayed_away = function(x) x$sessions < 1 & !x$twice, none = function(x) x$sessions == 0,
      unlisted = function(x) x$sessions < 0 & !x$twice, team = function(x) x$team,
      others = function(x) x$sessions >= 0 & !x$team, some = function(x) x$sessions >= 1 & x$sessions < 3
    ))
  }
  patterns <- expand.grid(rep(list(c(FALSE, TRUE)), length(waves)))
  add <- function(name, set) sets[[name]] <<- set
  for (prefix in c("in", "usable", scales)) for (i in seq_len(nrow(patterns))) local({
    wanted <- unlist(patterns[i, ])
    prefix <- prefix
    add(paste(prefix, i), function(x) {
      !x$twice & Reduce(`&`, Map(function(w, value) x[[paste(prefix, w)]] == value, waves, wanted))
    })
  })
  for (w in waves) local({
    w <- w
    add(paste("absent", w), function(x) !x$twice & !x[[paste("in", w)]])
    add(paste("twice", w), function(x) x[[paste("twice", w)]])
    add(paste("no_id", w), function(x) x$no_id & x[[paste("in", w)]])
    add(paste("alone", w), function(x) x[[paste("in", w)]] & x$waves == 1)
    add(paste("unlinked", w), function(x) x[[paste("in", w)]] & x$waves == 1 & !x$no_id)
    add(paste("linked", w), function(x) x[[paste("in", w)]] & x$waves > 1)
    add(paste("unusable", w), function(x) x[[paste("in", w)]] & !x[[paste("usable", w)]])
    if (attendance) add(paste("came without", w), function(x) x$sessions >= 1 & !x[[paste("in", w)]])
    for (s in scales) local({
      s <- s
      add(paste("not scored", s, w), function(x) x[[paste("usable", w)]] & !x[[paste(s, w)]])
      for (v in setdiff(waves, w)) local({
        v <- v
        add(paste("only", s, w, v), function(x) x[[paste(s, w)]] & !x[[paste(s, v)]])
        add(paste("only", w, v), function(x) x[[paste("usable", w)]] & !x[[paste("usable", v)]])
        add(paste("not scored", s, w, v), function(x) {
          x[[paste("usable", w)]] & x[[paste("usable", v)]] &
            !(x[[paste(s, w)]] & x[[paste(s, v)]])
        })
      })
    })
  })
  sets
}

# ---- one person's answers ----------------------------------------------------

# The people whose score in some wave follows from the published means, each times
# its n. The attacker knows who is in which set, which is more than there is to know.
scores_found <- function(cohort, results) {
  found <- 0
  for (s in names(cohort$study$scales)) for (w in names(cohort$surveys)) {
    found <- found + scores_found_in(cohort, results, s, w)
  }
  found
}

scores_found_in <- function(cohort, results, s, w) {
  waves <- names(cohort$surveys)
  scale <- cohort$study$scales[[s]]
  wide <- scores_wide(cohort, s)
  scored <- lapply(wide[waves], Negate(is.na))
  answered <- lapply(scale$items, function(item) {
    lapply(stats::setNames(nm = waves), function(v) {
      rows <- cohort$people[[v]]
      !is.na(cohort$surveys[[v]][[item]][rows])
    })
  })
  names(answered) <- scale$items
  people <- nrow(cohort$people)
  k <- length(scale$items)
  # What is unknown: each answer of a person; the score as a sum of these.
  unknown <- do.call(cbind, lapply(answered, `[[`, w))
  place <- matrix(seq_len(people * k), people)
  score_of <- function(i) {
    row <- numeric(people * k)
    here <- which(unknown[i, ])
    row[place[i, here]] <- k / length(here)
    row
  }
  functional <- do.call(rbind, lapply(seq_len(people), score_of))
  functional[!scored[[w]], ] <- 0
  rows <- list()
  mean_of <- function(set) rows[[length(rows) + 1]] <<- colSums(functional[which(set), , drop = FALSE])
  m <- results$means
  m <- m[m$scale == s & m$statistic == "mean" & m$wave == w & !is.na(m$estimate), ]
  for (who in m$who) mean_of(if (who == "wave") scored[[w]] else Reduce(`&`, scored))
  ch <- results$change
  ch <- ch[ch$scale %in% s & !is.na(ch$estimate), ]
  for (i in seq_len(NROW(ch))) {
    from <- ch$statistic[i] == "mean_before" && ch$from[i] == w
    to <- ch$statistic[i] == "mean_after" && ch$to[i] == w
    if (from || to) mean_of(scored[[ch$from[i]]] & scored[[ch$to[i]]])
  }
  for (a in list(results$follow_up, results$linkage)) {
    a <- a[a$variable %in% s & a$from %in% w & a$statistic %in% "mean" & !is.na(a$estimate), ]
    for (i in seq_len(NROW(a))) {
      first <- if (a$compare[i] == "linkage") {
        rowSums(!is.na(cohort$people[waves])) > 1
      } else {
        usable_records(cohort, a$to[i])
      }
      mean_of(scored[[w]] & (first == (a$group[i] %in% c("stayed", "linked"))))
    }
  }
  item_sum <- function(item, set) {
    row <- numeric(people * k)
    row[place[which(set), match(item, scale$items)]] <- 1
    rows[[length(rows) + 1]] <<- row
  }
  it <- results$items
  it <- it[it$scale %in% s & !is.na(it$estimate), ]
  for (i in seq_len(NROW(it))) {
    from <- it$statistic[i] == "mean_before" && it$from[i] == w
    to <- it$statistic[i] == "mean_after" && it$to[i] == w
    of <- answered[[it$item[i]]]
    if (from || to) item_sum(it$item[i], of[[it$from[i]]] & of[[it$to[i]]])
  }
  r <- results$reliability
  r <- r[r$scale == s & r$wave == w & r$statistic == "mean" & !is.na(r$estimate), ]
  for (item in r$item) item_sum(item, rowSums(unknown) == k)
  if (!length(rows)) return(0)
  known <- svd(do.call(rbind, rows))
  basis <- known$v[, known$d > 1e-8 * max(known$d), drop = FALSE]
  follows <- function(of) {
    size <- rowSums(of^2)
    apart <- rowSums((of - of %*% basis %*% t(basis))^2)
    sum(size > 0 & apart < 1e-8 * size)
  }
  single <- diag(people * k)[place[unknown], , drop = FALSE]
  follows(functional) + follows(single)
}

# ---- the n behind rounded figures --------------------------------------------

# Which of the possible `n` could have means, SDs, a p and an interval of change
# as these, where answers are whole numbers: every sum of them is one, every sum
# of squares another that is even where that sum is. `half` has by how much each
# figure can be off.
possible_n <- function(n, figures, half) {
  n[vapply(n, function(n) {
    sums <- lapply(c("mean_before", "mean_after"), function(name) {
      whole_within(figures[[name]] * n, half[[name]] * n)
    })
    # Those that some sum of squares of whole numbers goes with.
    possible <- function(sum, sd, half) {
      low <- max(0, sd - half)^2 * (n - 1) + sum^2 / n
      high <- (sd + half)^2 * (n - 1) + sum^2 / n
      first <- ceiling(low - 1e-9)
      sum[first + (first - sum) %% 2 <= high + 1e-9]
    }
    sums[[1]] <- possible(sums[[1]], figures$sd_before, half$sd_before)
    sums[[2]] <- possible(sums[[2]], figures$sd_after, half$sd_after)
    if (!length(sums[[1]]) || !length(sums[[2]])) return(FALSE)
    gains <- unique(as.vector(outer(sums[[2]], sums[[1]], `-`)))
    gains <- gains[abs(gains / n - figures$change) <= half$change + 1e-9]
    any(vapply(gains, spread_fits, NA, n = n, figures = figures, half = half))
  }, NA)]
}

whole_within <- function(x, half) {
  low <- ceiling(x - half - 1e-9)
  high <- floor(x + half + 1e-9)
  if (high < low) integer() else low:high
}

# Whether some sum of squared changes gives the interval and the p.
spread_fits <- function(gain, n, figures, half) {
  mean <- gain / n
  squares <- seq(abs(gain), length.out = 40 * n, by = 2)
  error <- sqrt(pmax(0, squares - gain^2 / n) / (n - 1) / n)
  fits <- error > 0
  if (!is.na(figures$half_width)) {
    fits <- fits & abs(stats::qt(0.975, n - 1) * error - figures$half_width) <= half$half_width
  }
  if (!is.na(figures$p)) {
    p <- 2 * stats::pt(-abs(mean) / error, n - 1)
    fits <- fits & p >= figures$p - half$p(figures$p) - 1e-9 & p <= figures$p + half$p(figures$p) + 1e-9
  }
  any(fits)
}

# How many contrasts have an n that their figures leave a single value, of those
# that the rounded n leaves several. `digits` says how the attacker takes figures:
# "decimals" as numbers with two decimals (and p with three), "steps" as the
# documentation of profiles says.
n_found <- function(cohort, results, digits) {
  profile <- disclosure_profile(cohort$study$disclosure)
  ch <- results$change
  found <- tried <- 0
  for (at in split(seq_len(NROW(ch)), paste(ch$scale, ch$contrast))) {
    part <- ch[at, ]
    of <- function(statistic) part$estimate[part$statistic == statistic]
    if (part$contrast[1] == "all waves" || is.na(part$n[1]) || is.na(of("mean_before"))) next
    shown <- part$n[1]
    span <- seq(max(shown - profile$base %/% 2, profile$mean_from, 2),
                shown + (profile$base - 1) %/% 2)
    change <- part[part$statistic == "change", ]
    figures <- list(mean_before = of("mean_before"), mean_after = of("mean_after"),
                    sd_before = of("sd_before"), sd_after = of("sd_after"),
                    change = change$estimate, p = of("p"),
                    half_width = (change$conf_high - change$conf_low) / 2)
    half <- half_steps(digits, span[1], figures)
    if (length(span) < 2) next
    tried <- tried + 1
    left <- possible_n(span, figures, half)
    found <- found + (length(left) == 1)
  }
  c(found = found, tried = tried)
}

half_steps <- function(digits, fewest, figures) {
  if (digits == "decimals") {
    return(c(stats::setNames(rep(list(0.00501), 5), names(figures)[1:5]),
             list(half_width = 0.00501, p = function(p) 0.000501)))
  }
  steps <- c(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)
  mean <- steps[steps >= 1 / fewest][1] / 2 + 1e-6
  # The coarsest step that a shown SD fits is the widest it can be; the attacker
  # takes the finest.
  sd_half <- function(sd) {
    fit <- steps[abs(sd / steps - round(sd / steps)) < 1e-6 & sd * steps * (fewest - 1) >= 1 - 1e-9]
    (if (length(fit)) fit[1] else 1) / 2 + 1e-6
  }
  list(mean_before = mean, mean_after = mean, sd_before = sd_half(figures$sd_before),
       sd_after = sd_half(figures$sd_after), change = 2 * mean, half_width = 0.00501,
       p = function(p) if (p == 0) 0.0005 else 10^floor(log10(p) + 1e-9) / 2)
}
