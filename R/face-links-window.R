# The window in which links are reviewed, one near link a card.

# Shows the links until the window is closed. Gives the review with what is decided then.
review_links_in_window <- function(found, review, close = "Close", call = rlang::caller_env()) {
  check_can_decide(found$links, found$path, call)
  mine <- claim_window(found$path)
  on.exit(leave_window(mine))
  kept <- new.env(parent = emptyenv())
  kept$review <- review
  open_window("Review links", links_body(found, mine, attr(review, "profile"), close),
              links_server(found, kept), call)
  kept$review
}

# ---- the page ----------------------------------------------------------------

link_filters <- c(
  "Still open" = "open", "Not sure" = "unsure", "Decided: same" = "same",
  "Decided: different" = "different", "All" = "all"
)

link_state_filters <- c(
  "All" = "all", "Proposed" = "proposed", "Another code is as near" = "ambiguous",
  "The waves disagree" = "disagrees", "A constant differs" = "vetoed"
)

links_body <- function(found, claim, profile = NULL, close = "Close") {
  tags <- shiny::tags
  shiny::tagList(
    note_of_second_window(claim),
    tags$p("Are these two codes one person? Each decision is saved at once in",
           tags$code(basename(found$path), .noWS = "after"), "."),
    shiny::uiOutput("progress"),
    shiny::uiOutput("card"),
    if (!is.null(profile)) tags$p(class = "about", codes_under_profile(profile)),
    tags$div(
      class = "bar decide",
      window_button("back", "Back", "ArrowLeft", "\u2190"),
      window_button("same", "Same", "s", class = "main"),
      window_button("different", "Different", "d", class = "main"),
      window_button("unsure", "Not sure", "n"),
      window_button("undo", "Undo", "u"),
      window_button("on", "Next", "ArrowRight", "\u2192")
    ),
    live_region("said"),
    tags$div(
      class = "bar",
      window_choice("show", "Show", link_filters),
      window_choice("state", "Kind of link", link_state_filters),
      keys_tick()
    ),
    tags$div(
      class = "bar",
      window_button("codes", "Show or mask the codes", "c"),
      if (!is.null(found$cohort)) window_button("gain", "What the cohort gains", "g"),
      window_button("close", close)
    ),
    shiny::uiOutput("gained")
  )
}

# A link as a card: `review` has one row. It is written as text: building it of tags takes
# longer than all else on the way to the next card.
link_card <- function(review, show_codes, unsure = FALSE) {
  codes <- link_codes(review, show_codes)
  facts <- c(
    Reasons = link_reasons(review), Cost = review$cost,
    Rival = if (is.na(review$second)) "none" else paste("another link, of cost", review$second),
    "Fits best with everybody else's" = if (review$fits_best) "yes" else "no",
    "Constants that agree" = counted_names(review$constants_agree, review$agree_on),
    "Constants that differ" = counted_names(review$constants_differ, review$differ_on),
    Decision = link_decision(review, unsure)
  )
  against <- c(FALSE, FALSE, isTRUE(review$second <= review$cost), !review$fits_best, FALSE,
               review$constants_differ > 0, FALSE)
  shiny::HTML(paste0(
    "<section class=\"card\" aria-labelledby=\"card-title\">",
    "<h2 id=\"card-title\">Link ", review$link, "</h2><div class=\"sides\">",
    link_side("One code", review$waves_one, codes[1]),
    link_side("The other", review$waves_other, codes[2]), "</div><dl class=\"facts\">",
    paste0("<dt>", names(facts), "</dt><dd", ifelse(against, " class=\"against\"", ""), ">",
           escape_html(facts), "</dd>", collapse = ""),
    "</dl></section>"
  ))
}

# "2: sex, year"; a profile keeps the names back.
counted_names <- function(n, names) {
  if (n > 0 && !is.na(names)) paste0(n, ": ", names) else as.character(n)
}

link_decision <- function(review, unsure) {
  if (!is.na(review$decision)) return(review$decision)
  if (unsure) "open: not sure" else if (review$linked) "linked by the rule" else "open"
}

link_side <- function(title, waves, code) {
  paste0("<div class=\"side\"><h3>", title, "</h3><p>", escape_html(waves), "</p>", code, "</div>")
}

# Both codes as HTML with what differs marked; none under a profile, which keeps them back.
link_codes <- function(review, show_codes) {
  if (is.na(review$code_one)) {
    return(rep("<p>masked under the study's disclosure profile</p>", 2))
  }
  vapply(code_parts(review$code_one, review$code_other), function(parts) {
    shown <- escape_html(if (show_codes) parts else mask_shared(parts))
    differs <- attr(parts, "differs")
    shown[differs] <- paste0("<mark>", shown[differs], "</mark>")
    paste0("<p class=\"code\" dir=\"ltr\">", paste(shown, collapse = ""), "</p>")
  }, "")
}

# The numbers of the links that the filters leave, in their order.
links_shown <- function(review, unsure, show, state) {
  open <- is.na(review$decision)
  fits <- switch(
    show, open = open & !unsure, unsure = open & unsure, all = rep(TRUE, nrow(review)),
    review$decision %in% show
  )
  which(fits & (state == "all" | review$state == state))
}

# ---- the server --------------------------------------------------------------

# `kept$review` has the review as it is decided, also when the page is gone.
links_server <- function(found, kept) {
  function(input, output, session) {
    state <- shiny::reactiveValues(
      review = kept$review, unsure = logical(nrow(kept$review)), past = list(),
      at = card_beside(links_shown(kept$review, FALSE, "open", "all"), 0), codes = FALSE,
      said = "", gained = NULL
    )
    shown <- function() {
      links_shown(state$review, state$unsure, input$show %||% "open", input$state %||% "all")
    }
    go <- function(step, at = state$at) {
      left <- shown()
      state$at <- card_beside(left, if (is.na(at)) 0 else at, step)
      if (!state$at %in% left) state$at <- NA_integer_
    }
    # Keeps one decision, and says so; NA takes one back. Gives whether it could be written.
    decide <- function(link, decision) {
      kept_now <- tryCatch(
        keep_decisions(found, same = link[decision %in% "same"],
                       different = link[decision %in% "different"],
                       open = link[is.na(decision)]),
        pairwave_error = function(e) e
      )
      if (inherits(kept_now, "error")) {
        state$said <- why_not_saved(kept_now)
        return(FALSE)
      }
      state$review$decision <- kept_now
      kept$review <- state$review
      TRUE
    }
    answer <- function(decision, words) {
      link <- state$at
      if (is.na(link)) return(invisible())
      before <- state$review$decision[link]
      if (!identical(before, decision) && !decide(link, decision)) return(invisible())
      state$past <- c(list(list(link = link, decision = before, unsure = state$unsure[link])),
                      state$past)
      state$unsure[link] <- is.na(decision)
      state$said <- paste0("Link ", link, ": ", words, ".")
      # Who is done sees what it brought.
      state$gained <- if (!anyNA(state$review$decision) && !is.null(found$cohort)) {
        linked_now(found$cohort)
      }
      go(1)
    }
    shiny::observeEvent(input$same, answer("same", "the same person"))
    shiny::observeEvent(input$different, answer("different", "different people"))
    shiny::observeEvent(input$unsure, answer(NA_character_, "not sure, still open"))
    shiny::observeEvent(input$undo, {
      if (!length(state$past)) {
        state$said <- "There is nothing to undo."
        return()
      }
      last <- state$past[[1]]
      if (!identical(state$review$decision[last$link], last$decision) &&
            !decide(last$link, last$decision)) return()
      state$past <- state$past[-1]
      state$unsure[last$link] <- last$unsure
      state$at <- last$link
      state$gained <- NULL
      state$said <- paste0("Link ", last$link, ": undone.")
    })
    shiny::observeEvent(input$on, go(1))
    shiny::observeEvent(input$back, go(-1))
    shiny::observeEvent(c(input$show, input$state), {
      if (!state$at %in% shown()) go(1, 0)
    })
    shiny::observeEvent(input$codes, state$codes <- !state$codes)
    shiny::observeEvent(input$gain, state$gained <- linked_now(found$cohort))
    shiny::observeEvent(input$close, session$close())

    output$progress <- shiny::renderUI(review_progress(state$review$decision))
    output$said <- shiny::renderText(state$said)
    output$gained <- shiny::renderUI(state$gained)
    output$card <- shiny::renderUI({
      if (is.na(state$at)) return(no_card(state$review))
      link_card(frame_rows(state$review, state$at), state$codes, state$unsure[state$at])
    })
  }
}

# ---- what it brought ---------------------------------------------------------

# The cohort read again, beside what it was: records linked in each wave.
linked_now <- function(before) {
  after <- tryCatch(read_cohort(before$study), pairwave_error = function(e) e)
  if (inherits(after, "error")) {
    return(shiny::tags$p(class = "internal", role = "alert",
                         cli::ansi_strip(conditionMessage(after))))
  }
  window_table(linked_table(participation(before), participation(after)))
}

linked_table <- function(before, after) {
  count <- function(flow, outcome) flow$n[flow$stage == "wave" & flow$outcome == outcome]
  waves <- before$name[before$stage == "wave" & before$outcome == "linked"]
  text <- function(n) ifelse(is.na(n), "held back", format(n))
  new_print_table(
    new_frame(list(
      unname(attr(before, "wave_labels")[waves]), text(count(before, "received")),
      text(count(before, "linked")), text(count(after, "linked"))
    )),
    align = c("l", "r", "r", "r"),
    head = c("Wave", "Records", "Linked before", "Linked now"),
    caption = "What the cohort gains by the decisions so far",
    notes = "Read the cohort again, with read_cohort(), to work with it."
  )
}
