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

import io.weft.core.Divergence;
import io.weft.core.ReplayedState;
import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.placement.StandardPolicies;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft snapshot}. */
@Command(
        name = "snapshot",
        header = "Takes a snapshot of a journal, so that a kernel need not replay all of it.",
        description = {
            "Replays the journal, from its newest snapshot if it has any, on a state of its own and"
                    + " writes that as a file. Only reads the journal, also beside a kernel that is"
                    + " writing."
        },
        footer = {
            "  weft simulate --journal run && weft snapshot run",
            "  weft snapshot run --at 1000 --keep 5",
        })
final class SnapshotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private Path directory;

    @Option(
            names = "--at",
            paramLabel = "P",
            description = "Position of the last entry that it holds. Default: the last one.")
    private Long at;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Directory of the snapshots. Default: snapshots beside the journal.")
    private Path target;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Snapshots that are kept; older ones are removed. Default: 2.")
    private int countMax = FileSnapshotStore.COUNT_MAX_DEFAULT;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print errors only.")
    private boolean isQuiet;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        JvmCheck.requireFlags();
        if (countMax < 1) {
            throw Failure.usage("--keep=" + countMax + ", expected from 1");
        }
        if (at != null && at < 0) {
            throw Failure.usage("--at=" + at + ", expected from 0");
        }
        FileSnapshotStore store = SnapshotPlace.store(directory, target, countMax);
        try (Journal journal =
                ChronicleJournal.open(
                        new ChronicleJournal.Context()
                                .directory(directory)
                                .verifyFrom(SnapshotPlace.newest(store, at))
                                .readOnly(true))) {
            take(journal, store, position(journal));
        }
        return ExitCode.OK;
    }

    private long position(Journal journal) {
        long last = journal.lastPosition();
        if (last == Journal.NULL_POSITION) {
            throw Failure.input(
                    "the journal "
                            + directory
                            + " is empty: whoever made it ended before its first entry");
        }
        if (at != null && at > last) {
            throw Failure.usage("--at=" + at + ", expected at most " + last + ", the last entry");
        }
        return at == null ? last : at;
    }

    private void take(Journal journal, FileSnapshotStore store, long position) {
        try (ReplayedState state =
                ReplayedState.of(journal, new StandardPolicies(), store, position)) {
            requireSame(state.divergence());
            if (!state.isAnswered()) {
                throw Failure.input(
                        "the entry at position="
                                + position
                                + " has no decisions yet: its process ended between the two, or is"
                                + " about to write them. Take one before it: --at="
                                + (position - 1));
            }
            long length = state.snapshot(store);
            if (!isQuiet) {
                spec.commandLine()
                        .getOut()
                        .println(
                                store.file(position)
                                        + "  "
                                        + ByteSize.text(length)
                                        + ", at position "
                                        + position);
            }
        }
    }

    private void requireSame(Divergence divergence) {
        if (divergence != null) {
            throw Failure.input(
                    "the journal "
                            + directory
                            + " decides otherwise at position="
                            + divergence.position()
                            + " when it is replayed. See both with: "
                            + Text.commandLine("replay", directory));
        }
    }
}
