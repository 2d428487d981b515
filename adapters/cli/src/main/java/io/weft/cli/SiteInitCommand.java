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

import io.weft.manager.daemon.SiteAdapter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft slurm init}, {@code weft pbs init}. */
@Command(
        name = "init",
        header = "Writes an example configuration and the files that a site needs.",
        description = "Nothing is installed: what goes where is said in each file, and in docs.",
        footer = {
            "  weft slurm init /etc/weft",
            "  weft pbs init /etc/weft --force",
        })
final class SiteInitCommand implements Callable<Integer> {
    private static final String SCRIPT = ".sh";

    @Parameters(paramLabel = "DIR", description = "Where to write them.")
    private Path directory;

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean isForced;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SiteAdapter adapter = SiteConfig.adapter(spec);
        FileTrouble.createDirectory("DIR", directory);
        List<PartFile> files = new ArrayList<>();
        for (String name : adapter.siteFiles()) {
            files.add(PartFile.of("DIR", directory.resolve(name), isForced));
        }
        PrintWriter out = spec.commandLine().getOut();
        for (PartFile file : files) {
            write(file, adapter.siteFile(file.file().getFileName().toString()));
            out.println("wrote " + file.file());
        }
        out.println(
                "Change weft.toml, then: "
                        + Text.commandLine(
                                adapter.name(),
                                "check",
                                "--config",
                                directory.resolve("weft.toml")));
        return ExitCode.OK;
    }

    private static void write(PartFile file, byte[] text) throws IOException {
        try (file) {
            Files.write(file.part(), text);
            if (file.file().toString().endsWith(SCRIPT)) {
                Files.setPosixFilePermissions(
                        file.part(), PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            file.complete();
        } catch (IOException e) {
            throw Failure.environment(
                    file.file() + ": cannot be written: " + FileTrouble.text(e), e);
        }
    }
}
