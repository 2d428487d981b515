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

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.manager.daemon.DaemonStatus;
import io.weft.manager.daemon.SiteAdapter;
import io.weft.manager.daemon.StatusFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft slurm status}, {@code weft pbs status}. */
@Command(
        name = "status",
        header = "Tells how the daemon is doing, also when it is dead.",
        description = {
            "The exit code is 0 when it runs and reaches the resource manager, 1 when it does not"
                    + " reach it, 3 when it does not run."
        },
        footer = {
            "  weft slurm status",
            "  weft pbs status --file /run/weft/status.json --json",
        })
final class SiteStatusCommand implements Callable<Integer> {
    @Mixin private SiteConfig config;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Status file. Default: the one that the configuration names.")
    private Path file;

    @Option(names = "--json", description = "Print all there is as JSON.")
    private boolean isJson;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SiteAdapter adapter = SiteConfig.adapter(spec);
        Path place = file == null ? config.read(adapter).settings().statusFile() : file;
        DaemonStatus status = read(place);
        boolean isAlive = StatusFile.isAlive(status);
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode tree = mapper.valueToTree(status);
            tree.put("isAlive", isAlive);
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
        } else {
            new StatusText(status, isAlive, System.currentTimeMillis()).print(out);
        }
        if (!isAlive) {
            return ExitCode.INPUT;
        }
        return status.bridge().isConnected() ? ExitCode.OK : ExitCode.DIFFERENCE;
    }

    private static DaemonStatus read(Path place) {
        try {
            return new StatusFile(place).read();
        } catch (IOException e) {
            throw Failure.input(
                    "status " + place + ": " + FileTrouble.text(e) + ": no daemon has run here");
        }
    }
}
