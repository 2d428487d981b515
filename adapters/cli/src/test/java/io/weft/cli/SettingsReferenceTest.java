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

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.manager.daemon.SettingDoc;
import io.weft.manager.daemon.SiteAdapter;
import io.weft.manager.daemon.SiteFile;
import io.weft.pbs.site.PbsAdapter;
import io.weft.slurm.site.SlurmAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reference of the settings in the documentation is what the code that reads them says. {@code
 * -Dweft.docs=true} writes it.
 */
class SettingsReferenceTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final String BEGIN = "<!-- settings: begin -->\n";
    private static final String END = "<!-- settings: end -->\n";

    static Stream<SiteAdapter> adapters() {
        return Stream.of(new SlurmAdapter(), new PbsAdapter());
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void shouldBeInTheDocumentation(SiteAdapter adapter) throws IOException {
        Path file = DOCS.resolve(adapter.name() + ".md");
        String text = Files.readString(file);
        String expected =
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                        + table(adapter)
                        + text.substring(text.indexOf(END));

        if (Boolean.getBoolean("weft.docs")) {
            Files.writeString(file, expected);
        }

        assertEquals(expected, Files.readString(file));
    }

    private static String table(SiteAdapter adapter) {
        return "| key | value | default | what it does |\n| --- | --- | --- | --- |\n"
                + SiteFile.reference(adapter).stream()
                        .map(SettingsReferenceTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(SettingDoc doc) {
        boolean isRequired = doc.byDefault().equals(SettingDoc.REQUIRED);
        return "| `"
                + doc.key()
                + "` | "
                + doc.allowed()
                + " | "
                + (isRequired ? doc.byDefault() : "`" + doc.byDefault() + "`")
                + " | "
                + doc.meaning()
                + " |\n";
    }
}
