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
package io.weft.cli;

import io.weft.cli.debug.Answer;
import io.weft.cli.debug.CheckpointPlace;
import io.weft.cli.debug.Commands;
import io.weft.cli.debug.FileCheckpoints;
import io.weft.cli.debug.Prompt;
import io.weft.cli.debug.Script;
import io.weft.cli.debug.Session;
import io.weft.cli.debug.Watch;
import io.weft.cli.debug.Web;
import io.weft.core.debug.CheckpointStore;
import io.weft.core.debug.DebugException;
import io.weft.core.debug.MemoryCheckpoints;
import io.weft.core.explain.ExplainException;
import io.weft.core.explain.ExplainRequest;
import io.weft.core.explain.Explainer;
import io.weft.core.explain.Explanation;
import io.weft.core.spi.Journal;
import io.weft.core.spi.SnapshotStore;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.placement.StandardPolicies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft debug}. */
@Command(
        name = "debug",
        header = "Walks through a journal, forwards and backwards, and looks at the state there.",
        description =
                "Asks for commands at a terminal, reads them from a pipe, takes them from -c, or"
                        + " serves a page. Only reads the journal, also beside a kernel that is"
                        + " writing; states to go back to are kept in a cache.",
        footer = {
            "  weft debug run",
            "  weft debug run -c queue",
            "  weft debug run --json -c state",
            "  weft debug run --web",
        })
final class DebugCommand implements Callable<Integer> {
    private static final String NO_CACHE = "none";

    /** Journals of which states are kept besides the one that is looked at. */
    private static final int KEPT_COUNT = 15;

    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private Path directory;

    @Option(
            names = "-c",
            paramLabel = "COMMANDS",
            description = "Run these, separated by semicolons, and end. help lists them.")
    private String commandLine;

    @Option(
            names = "--web",
            description =
                    "Serve a page on this machine only, at an address with a token that is printed.")
    private boolean isWeb;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the page. Default: one that is free.")
    private int port;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Where states are kept from one time to the next; none: in memory only."
                            + " Default: weft/debug in the user's cache directory.")
    private String cache;

    @Option(names = "--json", description = "Print each answer as a line of JSON.")
    private boolean isJson;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JvmCheck.requireFlags();
        if (port < 0 || port > 0xFFFF) {
            throw Failure.usage("--port=" + port + ", expected 0..65535");
        }
        Watch watch = new Watch(DebugCommand::bar);
        try (Session session =
                new Session(directory, new Places(), new StandardPolicies(), watch)) {
            run(session);
            return ExitCode.OK;
        } catch (DebugException e) {
            throw Failure.input(e.getMessage());
        }
    }

    private void run(Session session) throws IOException, InterruptedException {
        Commands commands = new Commands(session, (job, at) -> explain(session, job, at));
        PrintWriter out = spec.commandLine().getOut();
        Script script = new Script(commands, out, isJson);
        if (isWeb) {
            serve(commands);
        } else if (commandLine != null) {
            script.run(commandLine);
        } else if (System.console() == null || isJson) {
            script.run(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        } else {
            new Prompt(session, commands, isCaching() ? cache().resolve("history") : null).run();
        }
    }

    private static Watch.Bar bar(long lastPosition) {
        Progress progress =
                Progress.begin("position", lastPosition, Progress.isWanted(null, false));
        return new Watch.Bar() {
            @Override
            public void show(long position) {
                progress.show(position, "");
            }

            @Override
            public void close() {
                progress.close();
            }
        };
    }

    private void serve(Commands commands) throws IOException, InterruptedException {
        try (Web web = new Web(commands, port)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(web.address());
            out.flush();
            web.await();
        }
    }

    private Answer explain(Session session, long jobId, long position) {
        ExplainRequest request = ExplainRequest.of(jobId).at(position);
        try {
            Explanation explanation =
                    new Explainer(
                                    session.journal(),
                                    new StandardPolicies(),
                                    FileSnapshotStore.of(directory))
                            .explain(request);
            StringWriter text = new StringWriter();
            new ExplanationText(explanation).print(new PrintWriter(text));
            return new Answer(ExplanationJson.tree(explanation), text.toString().lines().toList());
        } catch (ExplainException e) {
            throw new DebugException(e.getMessage());
        }
    }

    private boolean isCaching() {
        return !NO_CACHE.equals(cache);
    }

    private Path cache() {
        return cache == null ? CheckpointPlace.cache() : Path.of(cache);
    }

    /** Opens journals for reading, with the states that are kept of them. */
    private final class Places implements Session.Opener {
        @Override
        public Journal journal(Path place) {
            return ChronicleJournal.open(
                    new ChronicleJournal.Context().directory(place).readOnly(true));
        }

        @Override
        public SnapshotStore snapshots(Path place) {
            return FileSnapshotStore.of(place);
        }

        @Override
        public CheckpointStore checkpoints(Path place) {
            if (!isCaching()) {
                return new MemoryCheckpoints();
            }
            try {
                Path folder =
                        CheckpointPlace.of(
                                cache(), place, String.join(" ", new Build().getVersion()));
                CheckpointPlace.makeRoom(cache(), folder, KEPT_COUNT);
                return new FileCheckpoints(folder);
            } catch (IOException e) {
                throw Failure.environment(place + ": " + FileTrouble.text(e), e);
            }
        }
    }
}
