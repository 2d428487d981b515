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

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What this executable was built from, and what runs it. */
final class Build implements IVersionProvider {
    /** Made by the build; an IDE may do without. */
    private static final String RESOURCE = "build.properties";

    private static final String UNKNOWN = "unknown";

    private final Properties properties = new Properties();

    Build() throws IOException {
        try (InputStream source = Build.class.getResourceAsStream(RESOURCE)) {
            if (source != null) {
                properties.load(source);
            }
        }
    }

    /** Name and version. */
    String version() {
        return "weft " + properties.getProperty("version", UNKNOWN);
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            version(),
            "commit " + properties.getProperty("commit", UNKNOWN),
            "java "
                    + System.getProperty("java.runtime.version")
                    + ", "
                    + System.getProperty("java.vm.name")
                    + ", "
                    + System.getProperty("java.vendor"),
            "on " + System.getProperty("os.name") + ", " + System.getProperty("os.arch")
        };
    }
}
