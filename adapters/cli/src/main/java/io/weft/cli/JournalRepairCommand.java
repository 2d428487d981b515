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

import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.journal.JournalRepair;
import io.weft.manager.BridgeSnapshots;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft journal repair}. */
@Command(
        name = "repair",
        header = "Writes what lies before the first damage into a new journal.",
        description = {
            "Sound snapshots in DIR/snapshots and DIR/bridge that belong to what is kept are taken"
                    + " over, and where"
                    + " the first files were removed behind them, the new journal begins there,"
                    + " too.",
            "Nothing behind the damage is taken over: it was decided in a state that nobody knows"
                    + " any more. What is lost is said by positions. The old journal is only read,"
                    + " and nobody may be writing it.",
            "A kernel that goes on with the new journal knows nothing of what was lost: have the"
                    + " resource manager tell it which jobs run before jobs are started."
        },
        footer = "  weft journal repair run run-repaired")
final class JournalRepairCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "Directory of the journal.")
    private Path directory;

    @Parameters(
            index = "1",
            paramLabel = "NEW",
            description = "Directory for the new one: not there yet, or empty.")
    private Path target;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        JvmCheck.requireFlags();
        JournalRepair.Result result;
        try {
            result =
                    JournalRepair.repair(
                            directory, target, ChronicleJournal.Context.BLOCK_SIZE_DEFAULT);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("NEW: " + e.getMessage());
        }
        BridgeSnapshots.of(directory, 1)
                .copyTo(BridgeSnapshots.of(target, 1), result.lastPosition());
        print(spec.commandLine().getOut(), result);
        return ExitCode.OK;
    }

    private void print(PrintWriter out, JournalRepair.Result result) {
        out.println(
                result.recordCount() == 0
                        ? "kept     nothing: the first record is damaged"
                        : "kept     positions "
                                + result.firstPosition()
                                + " to "
                                + result.lastPosition()
                                + ", "
                                + Text.count(result.recordCount())
                                + " records, in "
                                + target);
        if (result.damage() == null) {
            out.println("lost     nothing");
        } else {
            out.println("damage   " + result.damage());
            out.println("lost     " + lost(result));
        }
        if (!result.lastIsAnswered() && result.damage() != null) {
            out.println(
                    "note     the last entry has no decisions here; if it had any, the next kernel"
                            + " decides the same again");
        }
        printSnapshot(out, result);
        out.println("check    " + Text.commandLine("journal", "verify", target, "--replay"));
    }

    private void printSnapshot(PrintWriter out, JournalRepair.Result result) {
        if (result.snapshotPosition() != Journal.NULL_POSITION) {
            out.println("snapshot the newest is that of position " + result.snapshotPosition());
        } else if (result.firstPosition() > 0) {
            out.println(
                    "note     the entries before position "
                            + result.firstPosition()
                            + " were removed, and no sound snapshot makes up for them: a kernel"
                            + " begins when one of positions "
                            + result.firstPosition()
                            + " to "
                            + result.lastPosition()
                            + " is brought back to "
                            + FileSnapshotStore.directoryOf(target));
        }
    }

    private static String lost(JournalRepair.Result result) {
        long from = result.lastPosition() + 1;
        String records =
                result.lostRecordCount() == 0
                        ? "; no record behind the damage can be read"
                        : "; of these, "
                                + Text.count(result.lostRecordCount())
                                + " records can still be read in the old journal";
        return result.lostToPosition() >= from
                ? "positions " + from + " to " + result.lostToPosition() + " at least" + records
                : "whatever there was from position " + from + " on" + records;
    }
}
