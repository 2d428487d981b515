/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.cli.debug;

import io.weft.core.debug.DebugException;
import io.weft.core.spi.JournalException;
import io.weft.core.spi.SnapshotException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.AggregateCompleter;
import org.jline.reader.impl.completer.ArgumentCompleter;
import org.jline.reader.impl.completer.NullCompleter;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Commands from somebody at a terminal: with history and completion; a mistake ends nothing, and
 * Ctrl-C only the line or the command that is being done.
 */
public final class Prompt {
    private static final List<String> CONDITIONS =
            List.of("job", "node", "reason", "decision", "input", "time", "invariant");

    private final Session session;
    private final Commands commands;
    private final Path history;

    /**
     * A prompt.
     *
     * @param session that is asked
     * @param commands that can be typed
     * @param history file of what was typed, or null
     */
    public Prompt(Session session, Commands commands, Path history) {
        this.session = session;
        this.commands = commands;
        this.history = history;
    }

    /**
     * Asks until somebody says {@code quit}.
     *
     * @throws IOException when there is no terminal to speak with
     */
    public void run() throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
            run(terminal);
        }
    }

    void run(Terminal terminal) throws IOException {
        LineReader reader = reader(terminal);
        // While a line is read the reader has a handler of its own.
        terminal.handle(Terminal.Signal.INT, signal -> session.watch().stop());
        Script script = new Script(commands, terminal.writer(), false);
        boolean isGoing = answer(script, "state", terminal.writer());
        while (isGoing) {
            try {
                String line = reader.readLine(session.machine().position() + "> ");
                isGoing = answer(script, line, terminal.writer());
            } catch (UserInterruptException e) {
                // The line is given up.
            } catch (EndOfFileException e) {
                isGoing = false;
            }
        }
    }

    private LineReader reader(Terminal terminal) throws IOException {
        LineReaderBuilder builder =
                LineReaderBuilder.builder()
                        .appName("weft debug")
                        .terminal(terminal)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .completer(completer());
        if (history != null) {
            Files.createDirectories(history.getParent());
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        return builder.build();
    }

    private AggregateCompleter completer() {
        ArgumentCompleter conditions =
                new ArgumentCompleter(
                        new StringsCompleter("until", "back-until", "break"),
                        new StringsCompleter(CONDITIONS),
                        NullCompleter.INSTANCE);
        ArgumentCompleter names =
                new ArgumentCompleter(
                        new StringsCompleter(commands.names()), NullCompleter.INSTANCE);
        return new AggregateCompleter(conditions, names);
    }

    private static boolean answer(Script script, String line, PrintWriter out) {
        try {
            return script.run(line);
        } catch (DebugException
                | JournalException
                | SnapshotException
                | IllegalArgumentException e) {
            out.println(e.getMessage());
            out.flush();
            return true;
        }
    }
}
