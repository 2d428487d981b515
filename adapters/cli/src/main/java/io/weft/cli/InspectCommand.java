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

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft inspect}: shows bytes on disk to people. */
@Command(
        name = "inspect",
        header = "Shows what is in a file of Weft.",
        subcommands = {InspectJournalCommand.class, InspectSnapshotCommand.class},
        footer = {
            "  weft inspect journal run",
            "  weft inspect snapshot run/snapshots/snapshot-0000000000000001000.weft"
        })
final class InspectCommand implements Callable<Integer> {
    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "inspect what? Expected: weft inspect journal DIR, or snapshot FILE");
    }
}
