# The window in which quotes are reviewed, one stretch of text a card.

# Shows the quotes until the window is closed. `decide` keeps decisions as review_quotes()
# does; `words` are what texts are searched for; `beside` is what would stand beside the quotes
# of each participant. Gives the review with what is decided then.
review_quotes_in_window <- function(review, decide, words, beside, path,
                                    call = rlang::caller_env()) {
  mine <- claim_window(path)
  on.exit(leave_window(mine))
  kept <- new.env(parent = emptyenv())
  kept$review <- review
  open_window("Review quotes", quotes_body(path, mine),
              quotes_server(decide, words, kept, beside), call)
  kept$review
}

quote_filters <- c(
  "Still open" = "open", "Open, and something is found" = "found", "Released" = "yes",
  "Withheld" = "no", "All" = "all"
)

quotes_body <- function(path, claim) {
  tags <- shiny::tags
  shiny::tagList(
    note_of_second_window(claim),
    tags$p("May this be printed? What is marked is a hint; that nothing is marked guarantees",
           "nothing. Each decision is saved at once in",
           tags$code(basename(path), .noWS = "after"), "."),
    shiny::uiOutput("progress"),
    shiny::uiOutput("card"),
    tags$div(
      class = "bar",
      shiny::textInput("words", "Words to replace"),
      shiny::textInput("instead", "What stands for them"),
      window_button("replace", "Replace"), window_button("restore", "As it was said")
    ),
    tags$div(
      class = "bar decide",
      window_button("back", "Back", "ArrowLeft", "\u2190"),
      window_button("release", "Release", "r", class = "main"),
      window_button("withhold", "Withhold", "w", class = "main"),
      window_button("undo", "Undo", "u"),
      window_button("on", "Next", "ArrowRight", "\u2192")
    ),
    live_region("said"),
    tags$div(
      class = "bar", window_choice("show", "Show", quote_filters), keys_tick(),
      window_button("close", "Close")
    )
  )
}

# A quote as a card: `review` has one row, `shown` is its text as it would be printed.
quote_card <- function(review, shown, words, beside = NULL) {
  tags <- shiny::tags
  found <- search_texts(shown, words$names, words$codes, words$corpus)
  blank <- function(text) if (is.na(text)) "unknown" else text
  tags$section(
    class = "card", `aria-labelledby` = "card-title",
    tags$h2(id = "card-title", paste("Quote", review$quote)),
    tags$blockquote(class = "side", dir = "auto", shiny::HTML(marked_text(shown, found)),
                    .noWS = "inside"),
    tags$dl(
      class = "facts",
      tags$dt("Codes"), tags$dd(review$codes),
      tags$dt("Source"), tags$dd(blank(review$source)),
      tags$dt("Found"), tags$dd(
        class = if (nrow(found)) "against",
        if (nrow(found)) paste(unique(quote_finding_words[found$kind]), collapse = "; ") else
          "nothing"
      ),
      if (!is.null(beside)) shiny::tagList(tags$dt("Beside it would stand"), tags$dd(beside)),
      tags$dt("Decision"), tags$dd(switch(
        blank(review$decision), yes = "released", no = "withheld", "open"
      ))
    )
  )
}

# What would stand beside a quote of this participant, and how many people it fits.
said_beside <- function(beside, participant) {
  if (!length(beside)) return(NULL)
  text <- beside[match(participant, names(beside))]
  if (is.na(text)) return("nothing")
  paste0(text, ", which fits ", sum(beside %in% text), " people")
}

# A text as HTML with what was found in it marked.
marked_text <- function(text, found) {
  if (!nrow(found)) return(escape_html(text))
  from <- c(1, found$end + 1)
  to <- c(found$start - 1, nchar(text))
  between <- escape_html(substring(text, from, to))
  marks <- sprintf("<mark>%s</mark>", escape_html(substring(text, found$start, found$end)))
  paste0(between, c(marks, ""), collapse = "")
}

quotes_shown <- function(review, show) {
  open <- is.na(review$decision)
  which(switch(
    show, open = open, found = open & !is.na(review$kinds), all = rep(TRUE, nrow(review)),
    review$decision %in% show
  ))
}

# ---- the server --------------------------------------------------------------

# `kept$review` has the review as it is decided, also when the page is gone.
quotes_server <- function(decide, words, kept, beside = NULL) {
  function(input, output, session) {
    state <- shiny::reactiveValues(
      review = kept$review, at = card_beside(quotes_shown(kept$review, "open"), 0),
      replace = character(), past = list(), said = ""
    )
    go <- function(step, at = state$at) {
      left <- quotes_shown(state$review, input$show %||% "open")
      at <- card_beside(left, if (is.na(at)) 0 else at, step)
      turn_to(if (at %in% left) at else NA_integer_)
    }
    turn_to <- function(at) {
      state$at <- at
      state$replace <- character()
      shiny::updateTextInput(session, "instead", value = "")
      shiny::updateTextInput(session, "words", value = if (is.na(at)) "" else
        first_found(state$review$text[at], words))
    }
    # Whether a decision could be kept; why not is said.
    keep <- function(...) {
      review <- tryCatch(decide(...), pairwave_error = function(e) e)
      if (inherits(review, "error")) {
        state$said <- why_not_saved(review)
        return(FALSE)
      }
      state$review <- kept$review <- review
      TRUE
    }
    answer <- function(said, ...) {
      at <- state$at
      if (is.na(at)) return(invisible())
      before <- state$review$decision[at]
      if (!keep(...)) return(invisible())
      state$past <- c(list(list(at = at, decision = before)), state$past)
      state$said <- paste0("Quote ", at, ": ", said, ".")
      go(1)
    }
    shiny::observeEvent(input$release, {
      answer("released", yes = stats::na.omit(state$at), replace = state$replace)
    })
    shiny::observeEvent(input$withhold, answer("withheld", no = stats::na.omit(state$at)))
    shiny::observeEvent(input$undo, {
      if (!length(state$past)) {
        state$said <- "There is nothing to undo."
        return()
      }
      last <- state$past[[1]]
      # What an earlier release had replaced is not known any more: it is open again.
      if (!(if (last$decision %in% "no") keep(no = last$at) else keep(open = last$at))) return()
      state$past <- state$past[-1]
      turn_to(last$at)
      state$said <- paste0("Quote ", last$at, ": undone.")
    })
    shiny::observeEvent(input$replace, {
      if (is.na(state$at) || !nzchar(input$words %||% "") || !nzchar(input$instead %||% "")) {
        state$said <- "Say which words are to be replaced, and by what."
        return()
      }
      state$replace[[input$words]] <- input$instead
      state$said <- "Replaced; not yet released."
    })
    shiny::observeEvent(input$restore, state$replace <- character())
    shiny::observeEvent(input$on, go(1))
    shiny::observeEvent(input$back, go(-1))
    shiny::observeEvent(input$show, {
      if (!state$at %in% quotes_shown(state$review, input$show)) go(1, 0)
    })
    shiny::observeEvent(input$close, session$close())

    output$progress <- shiny::renderUI(review_progress(state$review$decision))
    output$said <- shiny::renderText(state$said)
    output$card <- shiny::renderUI({
      at <- state$at
      if (is.na(at)) return(no_card(state$review))
      row <- state$review[at, ]
      shown <- if (length(state$replace)) {
        replace_words(as.character(row$text), state$replace)
      } else {
        as.character(row$shown)
      }
      quote_card(row, shown, words, said_beside(beside, row$participant))
    })
    shiny::onFlushed(function() shiny::isolate(turn_to(state$at)), session = session)
  }
}

# The first words of a text that may identify a person, "" for none.
first_found <- function(text, words) {
  found <- search_texts(as.character(text), words$names, words$codes, words$corpus)
  if (nrow(found)) found$found[1] else ""
}
