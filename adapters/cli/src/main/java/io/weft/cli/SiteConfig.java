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

import io.weft.manager.daemon.SettingsException;
import io.weft.manager.daemon.SiteAdapter;
import io.weft.manager.daemon.SiteFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The configuration of a site, as commands name it. */
final class SiteConfig {
    private static final String FLAG = "--config";
    private static final String DEFAULT = "/etc/weft/weft.toml";

    @Option(
            names = FLAG,
            paramLabel = "FILE",
            description = "Configuration of the site. Default: " + DEFAULT + ".")
    private Path file = Path.of(DEFAULT);

    /** The adapter of the command above. */
    static SiteAdapter adapter(CommandSpec spec) {
        return ((SiteCommand) spec.parent().userObject()).adapter();
    }

    Path file() {
        return file;
    }

    /**
     * Reads the file.
     *
     * @throws Failure of input that names everything that is wrong with it
     */
    SiteFile read(SiteAdapter adapter) {
        try {
            return SiteFile.read(file, adapter);
        } catch (SettingsException e) {
            throw Failure.input("configuration " + e.getMessage());
        } catch (IOException e) {
            throw Failure.input(
                    "configuration "
                            + file
                            + ": "
                            + FileTrouble.text(e)
                            + ". Maybe begin with: "
                            + Text.commandLine(adapter.name(), "init", "/etc/weft"));
        }
    }
}
