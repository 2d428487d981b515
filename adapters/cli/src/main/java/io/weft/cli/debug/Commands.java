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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The commands that there are. */
public final class Commands {
    static final String QUIT = "quit";

    private final Session session;
    private final List<Command> commands = new ArrayList<>();

    /** Explains a job; what it says is no part of this package. */
    public interface Explanation {
        /**
         * Explains.
         *
         * @param jobId of the job
         * @param position after which it is asked
         * @return why it waits, runs or has ended
         */
        Answer of(long jobId, long position);
    }

    /**
     * Commands that move and ask a session.
     *
     * @param session of theirs
     * @param explanation for {@code explain}
     */
    public Commands(Session session, Explanation explanation) {
        this.session = session;
        commands.addAll(Travel.commands());
        commands.addAll(Looks.commands());
        commands.add(
                new Command(
                        "explain",
                        "e",
                        "JOB",
                        "why a job waits, runs or has ended, as seen from here",
                        (here, arguments) -> {
                            long jobId = arguments.number("job", 0, Long.MAX_VALUE);
                            arguments.requireNoMore();
                            return explanation.of(jobId, here.machine().position());
                        }));
        commands.addAll(Comparisons.commands());
        commands.add(new Command("help", "?", "", "this list", (here, arguments) -> help()));
        commands.add(
                new Command(
                        QUIT,
                        "q",
                        "",
                        "end",
                        (here, arguments) -> new Answer(Map.of(), List.of())));
    }

    /**
     * Does what a line says.
     *
     * @param line a command with its arguments
     * @return its answer, or null for a line that says nothing
     * @throws DebugException when it cannot be done; the session stands somewhere all the same
     */
    public Answer run(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return null;
        }
        String name = text.split("\\s+", 2)[0];
        for (Command command : commands) {
            if (command.isCalled(name)) {
                Arguments arguments =
                        new Arguments(text.substring(name.length()), command.synopsis());
                session.watch().begin(session.machine().lastPosition());
                try {
                    return command.action().run(session, arguments);
                } finally {
                    session.watch().end();
                }
            }
        }
        throw new DebugException(name + " is no command. Maybe try: help");
    }

    /**
     * Whether a line says that it is over.
     *
     * @param line of input
     * @return true for {@code quit}
     */
    public static boolean isQuit(String line) {
        String word = line.strip().toLowerCase(Locale.ROOT);
        return word.equals(QUIT) || word.equals("q") || word.equals("exit");
    }

    /** Their names, to be completed. */
    List<String> names() {
        return commands.stream().map(Command::name).toList();
    }

    private Answer help() {
        List<String> lines = new ArrayList<>();
        List<Map<String, Object>> data = new ArrayList<>();
        for (Command command : commands) {
            String synopsis = command.synopsis();
            lines.add(String.format(Locale.ROOT, "%-44s %s", synopsis, command.help()));
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("name", command.name());
            item.put("alias", command.alias());
            item.put("usage", command.usage());
            item.put("help", command.help());
            data.add(item);
        }
        lines.add("");
        lines.add(
                "POSITION  a number, first, last, +N, -N, @TIME such as @90s, @+TIME since the first");
        lines.add("CONDITION " + Breakpoints.KINDS);
        return new Answer(data, lines);
    }
}
