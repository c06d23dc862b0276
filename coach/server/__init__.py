"""The only FastAPI imports: wire, live socket, REST."""
