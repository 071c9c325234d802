# Opens windows: pages that this R session serves to a browser on the same machine, and to
# nobody else. What a window does are calls of the functions that it stands for.

# Shows `body`, made of shiny's tags, until its page is closed. `server` is a server function
# of shiny. `title` is the window's heading, `gone` what its page says when it is closed.
open_window <- function(title, body, server, call = rlang::caller_env(),
                        gone = "This window is closed. What was decided is saved.") {
  for (package in c("shiny", "httpuv", "later")) need_package(package, "to open a window", call)
  check_somebody_looks(call)
  place <- new_window_place()
  shiny::addResourcePath("pairwave", window_folder())
  on.exit({
    place$is_open <- FALSE
    shiny::removeResourcePath("pairwave")
  })
  # A window takes no upload; one byte is the least that shiny takes for a limit.
  old <- options(
    shiny.http.response.filter = function(request, response) {
      window_response(request, response, place)
    },
    shiny.maxRequestSize = 1, shiny.sharedSecret = NULL, shiny.autoreload = FALSE,
    shiny.reactlog = FALSE, shiny.sanitize.errors = TRUE
  )
  on.exit(options(old), add = TRUE)
  app <- shiny::shinyApp(
    window_page(title, body, gone), window_server(server, place),
    uiPattern = paste0("^/", place$path, "$")
  )
  # shiny attaches itself when it runs.
  if (!"package:shiny" %in% search()) {
    on.exit(if ("package:shiny" %in% search()) detach("package:shiny"), add = TRUE)
  }
  # shiny's functions are made as it runs: compiling them takes longer than they do.
  jit <- compiler::enableJIT(0)
  on.exit(compiler::enableJIT(jit), add = TRUE)
  show <- function(url) {
    note_addresses(place, url, call = call)
    guard_static_files(place$host)
    # Without a slash at its end, so that what the page names stands beside it.
    show_window(paste0(url, "/", place$path))
  }
  suppressPackageStartupMessages(
    shiny::runApp(app, host = "127.0.0.1", quiet = TRUE, launch.browser = show)
  )
}

check_somebody_looks <- function(call) {
  if (is_interactive()) return(invisible())
  abort_pairwave(
    c("A window must have somebody who looks at it.",
      x = "This R session is not interactive.",
      i = "Run this in RStudio or another console: a script needs no window."),
    "argument", call = call
  )
}

# Where a window is: its host with the port and the origin of its page, once they are known, a
# path that nobody guesses, and how many pages are looking at it. A window that is no longer
# open must not end the next.
new_window_place <- function() {
  place <- new.env(parent = emptyenv())
  place$path <- secret_name()
  place$host <- place$origin <- ""
  place$pages <- 0L
  place$is_open <- TRUE
  place
}

# Notes where a window is that this machine knows as `url`. RStudio Server shows it to those who
# are signed in on a page of its own origin, and asks for it by the name of localhost.
note_addresses <- function(place, url, on_server = is_rstudio_server(),
                           translate = rstudioapi::translateLocalUrl,
                           call = rlang::caller_env()) {
  place$host <- sub("^http://", "", url)
  place$origin <- url
  if (!on_server) return(invisible())
  need_package("rstudioapi", "to open a window in RStudio Server", call)
  seen <- translate(paste0(url, "/", place$path), absolute = TRUE)
  origin <- lower_case(sub("^(https?://[^/?#]+)/.*", "\\1", seen))
  if (!grepl("^https?://[a-z0-9.:_-]+$", origin) || identical(origin, url)) {
    abort_pairwave(
      c("RStudio Server must say where a browser finds a window.",
        x = "It says {.val {seen}}.",
        i = "Leave {.arg window} out, or open the project in RStudio on your own computer."),
      "argument", call = call
    )
  }
  place$host <- sub("127.0.0.1", "localhost", place$host, fixed = TRUE)
  place$origin <- origin
}

is_rstudio_server <- function() identical(Sys.getenv("RSTUDIO_PROGRAM_MODE"), "server")

window_folder <- function() system.file("window", package = "pairwave", mustWork = TRUE)

# RStudio and other editors have a pane for pages of this machine. Elsewhere the address is said
# too: there may be no browser on this machine.
show_window <- function(url) {
  viewer <- getOption("viewer")
  if (is.function(viewer)) return(viewer(url))
  inform_pairwave(
    c("The window is at {.url {url}}.", i = "R waits until it is closed."), "window"
  )
  if (!identical(getOption("browser"), "")) utils::browseURL(url)
}

# ---- who may ask -------------------------------------------------------------

# Tells whether a request comes from the window's own page: by the name that the browser
# knows this machine by, which a page of elsewhere can't choose, and by the page that asks.
is_own_request <- function(request, place, path = FALSE) {
  origin <- request$HTTP_ORIGIN
  identical(request$HTTP_HOST, place$host) &&
    (identical(origin, place$origin) || (!path && is.null(origin))) &&
    (!path || identical(request$PATH_INFO, paste0("/", place$path, "/websocket/")))
}

# What goes out: nothing to another's page, and nothing that brings in what is elsewhere.
window_response <- function(request, response, place) {
  if (!is_own_request(request, place)) {
    return(shiny::httpResponse(403L, "text/plain", "This window is open to its own page alone."))
  }
  response$headers <- c(response$headers, list(
    "Content-Security-Policy" = paste0(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; ",
      "img-src 'self' data:; connect-src 'self' ", sub("^http", "ws", place$origin),
      "; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy" = "no-referrer", "X-Content-Type-Options" = "nosniff",
    "Cross-Origin-Resource-Policy" = "same-origin", "Cache-Control" = "no-store"
  ))
  response
}

# Scripts and styles are served past R, so the server itself is told whom to refuse.
guard_static_files <- function(host) {
  port <- as.integer(sub(".*:", "", host))
  for (server in httpuv::listServers()) {
    if (identical(as.integer(server$getPort()), port)) {
      server$setStaticPathOption(validation = sprintf("\"Host\" == \"%s\"", host))
    }
  }
}

# The server of a window, to which its own page alone can speak, and which ends when no page
# has looked at it for a moment: a page that is loaded anew is away that long.
window_server <- function(server, place, wait = 1.5) {
  function(input, output, session) {
    if (!is_own_request(session$request, place, path = TRUE)) {
      session$close()
      return(invisible())
    }
    place$pages <- place$pages + 1L
    session$onSessionEnded(function() {
      place$pages <- place$pages - 1L
      later::later(function() if (place$is_open && place$pages == 0L) shiny::stopApp(), wait)
    })
    server(input, output, session)
  }
}

# ---- the page ----------------------------------------------------------------

# The page of a window: the report's look, and what a window has besides.
window_page <- function(title, body, gone) {
  tags <- shiny::tags
  styles <- c(file.path(dirname(report_skeleton()), "evaluation.css"),
              file.path(window_folder(), "window.css"))
  page <- shiny::tagList(
    tags$head(
      tags$title(title), tags$meta(name = "viewport", content = "width=device-width"),
      tags$link(rel = "icon", href = "data:,"),
      lapply(styles, function(path) {
        tags$style(shiny::HTML(paste(readLines(path, encoding = "UTF-8"), collapse = "\n")))
      }),
      tags$script(src = "pairwave/window.js", defer = NA)
    ),
    tags$a(class = "skip", href = "#main", "To the content"),
    tags$header(class = "masthead", tags$h1(title)),
    tags$main(id = "main", tabindex = "-1", body),
    tags$p(id = "gone", class = "internal", role = "alert", hidden = NA, gone)
  )
  attr(page, "lang") <- "en"
  page
}

# A button that shiny hears and that a key presses.
window_button <- function(id, label, key = NULL, hint = NULL, class = NULL) {
  shiny::tags$button(
    id = id, type = "button", class = paste(c("action-button", class), collapse = " "),
    `data-key` = key, `aria-keyshortcuts` = key, label,
    if (!is.null(key)) shiny::tags$kbd(`aria-hidden` = "true", hint %||% key)
  )
}

# What is said aloud when it changes.
live_region <- function(id) {
  shiny::tags$div(role = "status", `aria-live` = "polite", class = "said",
                  shiny::textOutput(id, inline = TRUE))
}

# A choice from a list, by the browser's own means.
window_choice <- function(id, label, choices) {
  shiny::selectInput(id, label, choices, selectize = FALSE)
}

# A result as the table that it prints.
window_table <- function(table) {
  shiny::HTML(paste(html_table_box(table), collapse = "\n"))
}
