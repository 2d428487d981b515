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
package io.weft.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class ExecutableJarIT {
    private static final String TO_ALL = "=ALL-UNNAMED";

    @Test
    void shouldOpenWhatTheFlagFileOpens() throws IOException {
        Attributes manifest = manifest();

        assertEquals(flags("--add-exports="), words(manifest.getValue("Add-Exports")));
        assertEquals(flags("--add-opens="), words(manifest.getValue("Add-Opens")));
        assertEquals("ALL-UNNAMED", manifest.getValue("Enable-Native-Access"));
    }

    @Test
    void shouldStartTheCommandLine() throws IOException {
        assertEquals("io.weft.cli.Main", manifest().getValue(Attributes.Name.MAIN_CLASS));
    }

    private static Attributes manifest() throws IOException {
        Path file = House.checkout().resolve("adapters/cli/target/weft.jar");
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }

    private static Set<String> flags(String option) throws IOException {
        List<String> lines = Files.readAllLines(House.checkout().resolve(".mvn/weft.jvmargs"));
        Set<String> packages = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith(option) && line.endsWith(TO_ALL)) {
                packages.add(line.substring(option.length(), line.length() - TO_ALL.length()));
            }
        }
        assertFalse(packages.isEmpty(), option);
        return packages;
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(Arrays.asList(text.split(" ")));
    }
}
