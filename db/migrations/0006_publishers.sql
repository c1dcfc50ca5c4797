-- Who publishes a source and is not looked for in texts: a name for the screen, and no subject of its own.
create table core.publisher (
    publisher varchar not null, title varchar not null
);
