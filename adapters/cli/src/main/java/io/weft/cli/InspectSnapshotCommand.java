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

import io.weft.core.snapshot.SnapshotContents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft inspect snapshot}. */
@Command(
        name = "snapshot",
        header = "Shows what is in a snapshot, and whether it is sound.",
        description =
                "Its header, and the sections with their rows and bytes. Every checksum is compared;"
                        + " what stands before damage is shown.",
        footer = {
            "  weft inspect snapshot run/snapshots/snapshot-0000000000000001000.weft",
            "  weft inspect snapshot FILE --json",
        })
final class InspectSnapshotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "File of the snapshot.")
    private Path file;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean isJson;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        JvmCheck.requireFlags();
        SnapshotContents contents;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            contents = SnapshotContents.read(channel, file.toString());
        } catch (IOException e) {
            throw Failure.input(file + ": " + FileTrouble.text(e));
        }
        SnapshotReport report = new SnapshotReport(file, contents);
        if (isJson) {
            report.printJson(spec.commandLine().getOut());
        } else {
            report.print(spec.commandLine().getOut());
        }
        if (contents.damage() != null) {
            throw Failure.environment(contents.damage(), null);
        }
        return ExitCode.OK;
    }
}
